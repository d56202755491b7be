package dev.tamis.search;

import dev.tamis.search.AdviceSettings.Top;
import java.util.Arrays;

/**
 * The first trials of a sample, weighted: the better, the more.
 *
 * @param weights sum to 1; one for each good trial, best first
 * @param equals how many of them cannot be told from the best
 */
record GoodTrials(double[] weights, int equals) {

    /** The top share of a sample, and all that cannot be told from its last. */
    static GoodTrials topShare(Sample sample, Top top) {
        int wanted = Math.max(top.leaders(), (int) Math.round(top.share() * sample.size()));
        return first(Math.min(wanted, sample.lived()), sample, top.tieWidth());
    }

    /** The leaders of a sample, and those with the very value of the last. */
    static GoodTrials leaders(Sample sample, Top top) {
        return first(Math.min(top.leaders(), sample.lived()), sample, 0);
    }

    int count() {
        return weights.length;
    }

    /** Centre of these trials on an axis: halfway, by the share given, from their weighted mean to the best. */
    double centre(double[] positions, double bestWeight) {
        double best = 0;
        for (int i = 0; i < equals; i++) {
            best += positions[i] / equals;
        }
        return bestWeight * best + (1 - bestWeight) * mean(positions);
    }

    /** The stretch that holds all but the outermost tenths of those that cannot be told from the best. */
    Stretch extentOfEquals(double[] positions) {
        double[] sorted = Arrays.copyOf(positions, equals);
        Arrays.sort(sorted);
        int off = equals / 10;
        return new Stretch(sorted[off], sorted[equals - 1 - off]);
    }

    /** Weighted standard deviation of these trials on an axis. */
    double deviation(double[] positions) {
        double mean = mean(positions);
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            variance += weights[i] * (positions[i] - mean) * (positions[i] - mean);
        }
        return Math.sqrt(variance);
    }

    private double mean(double[] positions) {
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * positions[i];
        }
        return mean;
    }

    private static GoodTrials first(int wanted, Sample sample, double tieWidth) {
        double[] merits = sample.merits();
        int count = sample.countAtLeast(merits[wanted - 1] - tieWidth * sample.standardError(wanted - 1));
        int equals = sample.countAtLeast(merits[0] - tieWidth * sample.standardError(0));
        double[] weights = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            // Logarithmic rank weights, as in Hansen, The CMA Evolution Strategy: A Tutorial, equation 49.
            weights[i] = Math.log(count + 0.5) - Math.log(i + 1.0);
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
        return new GoodTrials(weights, Math.min(equals, count));
    }
}
