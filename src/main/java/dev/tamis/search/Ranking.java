package dev.tamis.search;

/**
 * How trials are ranked by their values. What is wanted of them is the objective of a plan, from which this follows.
 *
 * @param direction which values are better
 * @param noise how much a value can be trusted
 */
public record Ranking(Direction direction, Noise noise) {

    /** Values that are exact, or whose noise is unknown. */
    public static Ranking exact(Direction direction) {
        return new Ranking(direction, new Noise.None());
    }

    /** Accuracies on so many validation samples; more is better. */
    public static Ranking accuracy(int validationSize) {
        return new Ranking(Direction.MAXIMIZE, new Noise.Accuracy(validationSize));
    }
}
