package dev.tamis.search;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;

/**
 * The two parts of an axis in which good trials lie, where they lie in two.
 *
 * @param lower part
 * @param upper part
 */
record Regions(Stretch lower, Stretch upper) {

    /** A lone good trial is an accident. */
    private static final int FEWEST = 2;

    /**
     * How likely a gap may be within one region, times the square of the number of places where one may be. Liberal: to keep a
     * region for nothing costs less than to lose a good one. The square, because of many good trials scattered by noise, some
     * two or three lie alone.
     */
    private static final double LEVEL = 10;

    private static final double MOST_LEVEL = 0.2;

    /** The same at lower waterlines: there are trials enough, and a hill stands out by far or is none. */
    private static final double LOWER_LEVEL = 0.5;

    /** Half of a region's width in standard deviations of its trials, as a range around all good trials has it. */
    private static final double REACH = 1.375;

    private static final double LEAST_REACH = 0.1;

    /**
     * Splits the good trials where so many of the others lie between them that one region would hardly leave the gap: with all
     * trials from one end of the part beyond the gap to the gap's other end equally likely to be good, the chance that none in
     * the gap is (Fisher's exact test), seen from either part.
     *
     * <p>It is asked at several waterlines, and the clearest gap counts: of a narrow hill beside a wide one the highest shows a
     * trial or none, and two trials close together inside the wide one may look like a hill. The best trial of each part must be
     * good itself: a hill that is clearly lower does not count. Parts that overlap are one region.
     *
     * @param positions best trial first
     * @param top how many of them are good
     * @param waterlines how many of them lie above each; the first is the liberal one
     */
    static Optional<Regions> of(double[] positions, int top, int... waterlines) {
        double[] all = positions.clone();
        Arrays.sort(all);
        DoubleSummaryStatistics high = Arrays.stream(positions, 0, top).summaryStatistics();
        double least = 1;
        Optional<Regions> clearest = Optional.empty();
        for (int i = 0; i < waterlines.length; i++) {
            int good = waterlines[i];
            double[] sorted = Arrays.copyOf(positions, good);
            Arrays.sort(sorted);
            double level = (i == 0 ? LEVEL : LOWER_LEVEL) / Math.pow(Math.max(1, good - 2 * FEWEST + 1), 2);
            for (int left = FEWEST; left <= good - FEWEST; left++) {
                double chance = chance(all, sorted, left);
                boolean bothReach = high.getMin() < sorted[left] && high.getMax() >= sorted[left];
                if (bothReach && chance <= MOST_LEVEL && chance / level < least) {
                    Regions two = new Regions(
                            around(Arrays.copyOf(sorted, left)), around(Arrays.copyOfRange(sorted, left, good)));
                    if (two.lower().high() < two.upper().low()) {
                        least = chance / level;
                        clearest = Optional.of(two);
                    }
                }
            }
        }
        return clearest;
    }

    private static double chance(double[] all, double[] good, int left) {
        int gap = countBetween(all, good[left - 1], good[left]);
        return Math.max(
                noneIn(gap, countIn(all, good[0], good[left - 1]), left),
                noneIn(gap, countIn(all, good[left], good[good.length - 1]), good.length - left));
    }

    /** The chance that of so many good trials, anywhere among those of the gap and the part, none lies in the gap. */
    private static double noneIn(int gap, int part, int good) {
        // None of the good ones lies in the gap, or none of those in the gap is good: whichever has fewer factors.
        int fewer = Math.min(gap, good);
        int others = part + gap - Math.max(gap, good);
        double chance = 1;
        for (int i = 0; i < fewer; i++) {
            chance *= (double) (others - i) / (part + gap - i);
        }
        return chance;
    }

    private static int countBetween(double[] sorted, double low, double high) {
        return Math.max(0, countBelow(sorted, high) - countBelow(sorted, Math.nextUp(low)));
    }

    private static int countIn(double[] sorted, double low, double high) {
        return countBelow(sorted, Math.nextUp(high)) - countBelow(sorted, low);
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

    private static Stretch around(double[] part) {
        double mean = Arrays.stream(part).average().orElseThrow();
        double variance = Arrays.stream(part)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();
        double reach = Math.max(LEAST_REACH, REACH * Math.sqrt(variance));
        return new Stretch(mean - reach, mean + reach);
    }
}
