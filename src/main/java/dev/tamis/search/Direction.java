package dev.tamis.search;

/** Which values of the objective are better. */
public enum Direction {
    MAXIMIZE {
        @Override
        public double merit(double value) {
            return value;
        }
    },
    MINIMIZE {
        @Override
        public double merit(double value) {
            return 0.0 - value; // of 0 too there is but one
        }
    };

    /**
     * By how much a value exceeds a bound, as a share of the bound, so that units do not matter (of a bound of 0, as it is): above 0 the
     * value is worse than the bound. At most a value, where smaller is better; at least, where larger is. Finite where both are.
     */
    public double excess(double value, double bound) {
        double share = (merit(bound) - merit(value)) / (bound == 0 ? 1 : Math.abs(bound));
        return Math.min(Double.MAX_VALUE, Math.max(-Double.MAX_VALUE, share));
    }

    /** The value seen such that larger is better. */
    public abstract double merit(double value);
}
