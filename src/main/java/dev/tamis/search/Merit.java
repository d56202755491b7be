package dev.tamis.search;

/**
 * How good a trial is after one of its steps: larger is better. Equal values, of which there are many where few samples are judged, are
 * told apart as the leaderboard tells them apart. What is no number is worse than any.
 *
 * @param value of the objective, turned so that larger is better
 * @param tie what decides between equal values, turned alike
 */
public record Merit(double value, double tie) implements Comparable<Merit> {

    public Merit {
        value = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value + 0.0;
        tie = Double.isNaN(tie) ? Double.NEGATIVE_INFINITY : tie + 0.0;
    }

    @Override
    public int compareTo(Merit other) {
        int byValue = Double.compare(value, other.value);
        return byValue != 0 ? byValue : Double.compare(tie, other.tie);
    }
}
