package dev.tamis.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * P-values of the hypothesis that a trial's rank does not depend on a parameter. All compare with where the trials really were
 * drawn, not with an ideal uniform distribution, so trials of several rounds may be pooled.
 */
final class Significance {

    /** Variances below are rounding errors: positions lie between 0 and 1, scores are of the order of 1. */
    private static final double NO_SCATTER = 1e-15;

    private Significance() {}

    /**
     * Whether scores rise, fall, peak or dip along a parameter: the regression's F-test on positions and their squares, or on
     * positions alone where there are only two. 1 where there is nothing to compare.
     */
    static double trend(double[] positions, double[] scores) {
        double[] line = centred(positions);
        double[] parabola = centred(
                Arrays.stream(positions).map(position -> position * position).toArray());
        subtractProjection(parabola, line);
        double[] values = centred(scores);
        double total = dot(values, values);
        double explained = 0;
        int terms = 0;
        for (double[] term : List.of(line, parabola)) {
            double size = dot(term, term);
            if (size > NO_SCATTER * positions.length) {
                explained += Math.pow(dot(term, values), 2) / size;
                terms++;
            }
        }
        int left = scores.length - 1 - terms;
        if (terms == 0 || left < 1 || total <= NO_SCATTER) {
            return 1;
        }
        double residual = Math.max(NO_SCATTER * total, total - explained);
        return FDistribution.of(terms, left).survivalProbability(explained / terms / (residual / left));
    }

    /**
     * Whether the first few trials lie closer together, or closer to an end, than so many of all trials would: their extent
     * in ranks is an order statistic of the uniform distribution, hence a Beta variable. Three questions, so three times the
     * least p-value (Bonferroni).
     */
    static double leaders(double[] positions, int leaders) {
        double[] sorted = positions.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < leaders; i++) {
            low = Math.min(low, positions[i]);
            high = Math.max(high, positions[i]);
        }
        // Ties count as lying inside: cautious, and right for whole numbers with few values.
        double from = countBelow(sorted, low) / n;
        double to = countAtMost(sorted, high) / n;
        double together = BetaDistribution.of(leaders - 1.0, 2).cumulativeProbability(to - from);
        double atLow = Math.pow(to, leaders);
        double atHigh = Math.pow(1 - from, leaders);
        return Math.min(1, 3 * Math.min(together, Math.min(atLow, atHigh)));
    }

    /**
     * Whether, of the trials behind the leaders, those nearer to the leaders' centre are better: Spearman's rank correlation
     * of distance and rank, one-sided, over several parameters at once. One degree of freedom, however many parameters.
     */
    static double nearness(List<double[]> positions, double[] merits, int leaders) {
        int rest = merits.length - leaders;
        if (rest < 4) {
            return 1;
        }
        double[] distances = new double[rest];
        for (double[] column : positions) {
            double centre = Arrays.stream(column, 0, leaders).average().orElseThrow();
            for (int i = 0; i < rest; i++) {
                distances[i] += Math.pow(column[leaders + i] - centre, 2);
            }
        }
        double[] x = centred(ranks(distances));
        double[] y = centred(ranks(Arrays.copyOfRange(merits, leaders, merits.length)));
        double scale = Math.sqrt(dot(x, x) * dot(y, y));
        if (scale == 0) {
            return 1;
        }
        double correlation = -dot(x, y) / scale;
        double t = correlation * Math.sqrt((rest - 2) / Math.max(1e-12, 1 - correlation * correlation));
        return TDistribution.of(rest - 2.0).survivalProbability(t);
    }

    /** One p-value from several independent ones (Fisher, Statistical Methods for Research Workers, section 21.1). */
    static double combined(double[] pValues) {
        double statistic = -2
                * Arrays.stream(pValues)
                        .map(p -> Math.log(Math.max(p, Double.MIN_NORMAL)))
                        .sum();
        return ChiSquaredDistribution.of(2.0 * pValues.length).survivalProbability(statistic);
    }

    /** Whether values scatter more than their standard errors explain; 0 where they are exact and differ. */
    static double dispersion(double[] values, Noise noise) {
        double mean = Arrays.stream(values).average().orElse(0);
        double error = noise.standardError(mean);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        if (values.length < 2 || squares == 0) {
            return 1;
        }
        return error == 0
                ? 0
                : ChiSquaredDistribution.of(values.length - 1.0).survivalProbability(squares / (error * error));
    }

    /**
     * P-values corrected for their number, controlling the false discovery rate (Benjamini and Hochberg, Journal of the Royal
     * Statistical Society B 57, 1995): with no effect at all, the chance of any value below a level is at most that level.
     */
    static double[] corrected(double[] pValues) {
        int n = pValues.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
        double[] corrected = new double[n];
        double least = 1;
        for (int i = n - 1; i >= 0; i--) {
            least = Math.min(least, pValues[order[i]] * n / (i + 1));
            corrected[order[i]] = least;
        }
        return corrected;
    }

    /** Ranks from 1, ties sharing their average. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (countBelow(sorted, value) + countAtMost(sorted, value) + 1) / 2.0)
                .toArray();
    }

    private static int countBelow(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int countAtMost(double[] sorted, double bound) {
        return countBelow(sorted, Math.nextUp(bound));
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static void subtractProjection(double[] values, double[] on) {
        double size = dot(on, on);
        double share = size == 0 ? 0 : dot(values, on) / size;
        for (int i = 0; i < values.length; i++) {
            values[i] -= share * on[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
