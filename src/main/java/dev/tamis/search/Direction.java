package dev.tamis.search;

/** Which values of the objective are better. */
public enum Direction {
    MAXIMIZE {
        @Override
        double merit(double value) {
            return value;
        }
    },
    MINIMIZE {
        @Override
        double merit(double value) {
            return -value;
        }
    };

    /** The value seen such that larger is better. */
    abstract double merit(double value);
}
