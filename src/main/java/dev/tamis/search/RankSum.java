package dev.tamis.search;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Compares many small groups of merits with one, which may be large: Mann and Whitney's test, whose library sorts both groups each time.
 * Here the one is sorted once, and a small group costs no more than its own size.
 */
final class RankSum {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Up to this size the library is asked: it is exact, where nothing is tied, and quick enough. */
    private static final int SMALL = 50;

    private final double[] sorted;
    private final double tied;

    RankSum(double[] merits) {
        this.sorted = merits.clone();
        Arrays.sort(sorted);
        this.tied = tied(sorted);
    }

    /** One-sided p-value of the others being as good as these, when they are worse. */
    double worse(double[] others) {
        return sorted.length <= SMALL
                ? MannWhitneyUTest.withDefaults()
                        .with(AlternativeHypothesis.LESS_THAN)
                        .test(others, sorted)
                        .getPValue()
                : byNormalDistribution(others);
    }

    /** Two-sided p-value of the others being as good as these; 1 where all are equal. */
    double different(double[] others) {
        if (sorted.length <= SMALL) {
            double pValue = MannWhitneyUTest.withDefaults().test(others, sorted).getPValue();
            return Double.isNaN(pValue) ? 1 : pValue;
        }
        Standing standing = standing(others);
        double excess = Math.abs(standing.excess() - Math.signum(standing.excess()) * 0.5);
        return standing.deviation() == 0 ? 1 : 2 * NORMAL.survivalProbability(excess / standing.deviation());
    }

    /** Normal approximation with corrections for ties and continuity, as the library has it for large groups. */
    double byNormalDistribution(double[] others) {
        Standing standing = standing(others);
        return standing.deviation() == 0
                ? 1
                : NORMAL.cumulativeProbability((standing.excess() + 0.5) / standing.deviation());
    }

    /**
     * Where others stand among these.
     *
     * @param excess by which Mann and Whitney's U of theirs is above the mean, were they as good
     * @param deviation of U, then
     */
    private record Standing(double excess, double deviation) {}

    private Standing standing(double[] others) {
        double[] lesser = others.clone();
        Arrays.sort(lesser);
        double u = 0;
        double ties = tied;
        for (int from = 0; from < lesser.length; ) {
            int to = from + 1;
            while (to < lesser.length && lesser[to] == lesser[from]) {
                to++;
            }
            int below = below(lesser[from]);
            int equal = below(Math.nextUp(lesser[from])) - below;
            u += (to - from) * (below + equal / 2.0);
            ties += cubes(equal + to - from) - cubes(equal);
            from = to;
        }
        double product = (double) sorted.length * lesser.length;
        double n = sorted.length + lesser.length;
        double variance = product / 12 * (n + 1 - ties / n / (n - 1));
        return new Standing(u - product / 2, Math.sqrt(variance));
    }

    private static double tied(double[] sorted) {
        double sum = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            sum += cubes(to - from);
            from = to;
        }
        return sum;
    }

    private static double cubes(double count) {
        return count * count * count - count;
    }

    /** How many of these are less than a merit. */
    private int below(double merit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < merit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
