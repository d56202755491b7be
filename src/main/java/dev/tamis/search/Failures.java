package dev.tamis.search;

import dev.tamis.space.NumericDomain;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where along one parameter trials fail.
 *
 * @param limits the part of the range in which failing is not the rule; the whole range where failures do not depend on the
 *     parameter
 * @param pValue of that dependence, corrected for the number of parameters; 1 where it was not tested
 * @param nearLow whether a trial failed near the low end or below it, in any round
 * @param nearHigh whether a trial failed near the high end or above it, in any round
 */
record Failures(Stretch limits, double pValue, boolean nearLow, boolean nearHigh) {

    /** Fewer failures are accidents. */
    private static final int FEWEST = 3;

    /**
     * @param parameter its name
     * @param domain its range
     * @param sample trials inside the current ranges
     * @param failed trials that failed, in any round and anywhere
     * @param settings thresholds
     */
    static Failures of(
            String parameter, NumericDomain domain, Sample sample, List<ScoredTrial> failed, AdviceSettings settings) {
        double[] everywhere = failedPositions(parameter, domain, failed);
        double touch = settings.edge().touch();
        boolean nearLow = Arrays.stream(everywhere).anyMatch(position -> position < touch);
        boolean nearHigh = Arrays.stream(everywhere).anyMatch(position -> position > 1 - touch);
        double[] positions = sample.positions(parameter);
        double[] alive = Arrays.copyOf(positions, sample.lived());
        double[] dead = Arrays.copyOfRange(positions, sample.lived(), positions.length);
        if (dead.length < FEWEST) {
            return new Failures(Stretch.WHOLE, 1, nearLow, nearHigh);
        }
        double pValue = sample.parameters() * new RankSum(alive).different(dead);
        Stretch limits = pValue > settings.significance() / 2
                ? Stretch.WHOLE
                : limits(dead, alive, settings.top().leaders());
        return new Failures(limits, Math.min(1, pValue), nearLow, nearHigh);
    }

    private static double[] failedPositions(String parameter, NumericDomain domain, List<ScoredTrial> failed) {
        Axis axis = Axis.of(domain);
        return failed.stream()
                .map(trial -> trial.parameters().values().get(parameter))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> axis.positionOf(((Number) value).doubleValue()))
                .toArray();
    }

    /** Cuts off the end at which trials fail, but never a leader. */
    private static Stretch limits(double[] failed, double[] alive, int leaders) {
        DoubleStream best = Arrays.stream(alive, 0, Math.min(leaders, alive.length));
        if (mean(failed) > mean(alive)) {
            return new Stretch(0, Math.max(best.max().orElseThrow(), start(failed, alive)));
        }
        double mirrored = start(mirrored(failed), mirrored(alive));
        return new Stretch(Math.min(best.min().orElseThrow(), 1 - mirrored), 1);
    }

    /** Where the failing region starts: the position from which on failures outnumber the others by most. */
    private static double start(double[] failed, double[] alive) {
        double[] candidates = failed.clone();
        double[] others = alive.clone();
        Arrays.sort(candidates);
        Arrays.sort(others);
        double start = 1;
        int most = 0;
        int other = others.length;
        for (int i = candidates.length - 1; i >= 0; i--) {
            while (other > 0 && others[other - 1] >= candidates[i]) {
                other--;
            }
            int excess = candidates.length - i - (others.length - other);
            if (excess > most) {
                most = excess;
                start = candidates[i];
            }
        }
        return start;
    }

    private static double[] mirrored(double[] positions) {
        return Arrays.stream(positions).map(position -> 1 - position).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
