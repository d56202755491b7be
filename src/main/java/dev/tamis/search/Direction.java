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

    /** The value seen such that larger is better. */
    public abstract double merit(double value);
}
