package dev.tamis.search;

import java.util.Arrays;
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

    /** Half of a region's width in standard deviations of its trials, as a range around all good trials has it. */
    private static final double REACH = 1.375;

    private static final double LEAST_REACH = 0.1;

    /**
     * Splits the good trials where so many of the others lie between them that one region would hardly leave the gap: with all
     * trials from one end of the part beyond the gap to the gap's other end equally likely to be good, the chance that none in
     * the gap is (Fisher's exact test), seen from either part.
     *
     * @param positions best trial first
     * @param good how many of them are good
     */
    static Optional<Regions> of(double[] positions, int good) {
        double[] sorted = Arrays.copyOf(positions, good);
        Arrays.sort(sorted);
        double[] all = positions.clone();
        Arrays.sort(all);
        double least = Math.min(MOST_LEVEL, LEVEL / Math.pow(Math.max(1, good - 2 * FEWEST + 1), 2));
        int split = 0;
        for (int left = FEWEST; left <= good - FEWEST; left++) {
            int gap = countBetween(all, sorted[left - 1], sorted[left]);
            double chance = Math.max(
                    noneIn(gap, countIn(all, sorted[0], sorted[left - 1]), left),
                    noneIn(gap, countIn(all, sorted[left], sorted[good - 1]), good - left));
            if (chance < least) {
                least = chance;
                split = left;
            }
        }
        return split == 0
                ? Optional.empty()
                : Optional.of(new Regions(
                        around(Arrays.copyOfRange(sorted, 0, split)), around(Arrays.copyOfRange(sorted, split, good))));
    }

    /** The chance that of so many good trials, anywhere among those of the gap and the part, none lies in the gap. */
    private static double noneIn(int gap, int part, int good) {
        double chance = 1;
        for (int i = 0; i < good; i++) {
            chance *= (double) (part - i) / (part + gap - i);
        }
        return chance;
    }

    private static int countBetween(double[] sorted, double low, double high) {
        return (int)
                Arrays.stream(sorted).filter(each -> each > low && each < high).count();
    }

    private static int countIn(double[] sorted, double low, double high) {
        return (int) Arrays.stream(sorted)
                .filter(each -> each >= low && each <= high)
                .count();
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
