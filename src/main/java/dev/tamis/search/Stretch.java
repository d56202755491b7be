package dev.tamis.search;

/**
 * A part of an axis, in positions of the current range: 0 its low end, 1 its high end.
 *
 * @param low 0 where the low end stays, below 0 where it is extended
 * @param high 1 where the high end stays, above 1 where it is extended
 */
record Stretch(double low, double high) {

    static final Stretch WHOLE = new Stretch(0, 1);

    double length() {
        return high - low;
    }

    /** Grown so that it holds both regions, as far as they lie within the current range. */
    Stretch holding(Regions regions) {
        return new Stretch(
                Math.min(low, Math.max(0, regions.lower().low())),
                Math.max(high, Math.min(1, regions.upper().high())));
    }

    boolean cutsLow() {
        return low > 0;
    }

    boolean cutsHigh() {
        return high < 1;
    }
}
