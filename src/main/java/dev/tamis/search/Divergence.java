package dev.tamis.search;

import dev.tamis.space.NumericDomain;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Where trials of one parameter fail.
 *
 * @param limits the part of the range in which failing is not the rule, in positions; the whole range where failures do not
 *     depend on the parameter
 * @param failsLow whether a trial failed near the low end or below it
 * @param failsHigh whether a trial failed near the high end or above it
 */
record Divergence(Stretch limits, boolean failsLow, boolean failsHigh) {

    /** Fewer failures are accidents. */
    private static final int FEWEST = 3;

    /**
     * @param positions of the trials inside the range, best first, failed ones last
     * @param completed how many did not fail
     * @param leaders how many of the first must not be cut off
     * @param level of significance
     */
    static Stretch limits(double[] positions, int completed, int leaders, double level) {
        double[] alive = Arrays.copyOf(positions, completed);
        double[] failed = Arrays.copyOfRange(positions, completed, positions.length);
        if (failed.length < FEWEST || completed == 0) {
            return Stretch.WHOLE;
        }
        if (MannWhitneyUTest.withDefaults().test(failed, alive).getPValue() > level) {
            return Stretch.WHOLE;
        }
        double[] best = Arrays.copyOf(positions, Math.min(leaders, completed));
        double most = Arrays.stream(best).max().orElseThrow();
        double least = Arrays.stream(best).min().orElseThrow();
        if (mean(failed) > mean(alive)) {
            return new Stretch(0, Math.max(most, start(failed, alive, 1)));
        }
        return new Stretch(Math.min(least, start(failed, alive, -1)), 1);
    }

    static Divergence of(
            NumericDomain domain, String parameter, Stretch limits, List<ScoredTrial> trials, double near) {
        Axis axis = Axis.of(domain);
        double[] failed = trials.stream()
                .filter(trial -> trial.value().isEmpty())
                .map(trial -> trial.parameters().values().get(parameter))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> axis.positionOf(((Number) value).doubleValue()))
                .toArray();
        return new Divergence(
                limits,
                Arrays.stream(failed).anyMatch(position -> position < near),
                Arrays.stream(failed).anyMatch(position -> position > 1 - near));
    }

    /**
     * Where the failing region starts: the failed trial beyond which (upwards for sign 1) failures outnumber the others by
     * most.
     */
    private static double start(double[] failed, double[] alive, int sign) {
        double start = Double.NaN;
        long most = Long.MIN_VALUE;
        for (double candidate : failed) {
            long excess = countBeyond(failed, candidate, sign) - countBeyond(alive, candidate, sign);
            if (excess > most) {
                most = excess;
                start = candidate;
            }
        }
        return start;
    }

    private static long countBeyond(double[] positions, double bound, int sign) {
        return Arrays.stream(positions)
                .filter(position -> sign * position >= sign * bound)
                .count();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
