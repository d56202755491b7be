package dev.tamis.space;

/** [0, 1] cut into equally wide bins, one for each value of a discrete domain. */
final class Bins {

    private Bins() {}

    static long binAt(double position, long bins) {
        return Math.max(0, Math.min(bins - 1, (long) (position * bins)));
    }

    static double middleOf(long bin, long bins) {
        return (bin + 0.5) / bins;
    }
}
