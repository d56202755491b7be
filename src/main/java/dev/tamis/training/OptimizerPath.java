package dev.tamis.training;

import dev.tamis.space.InvalidField;
import dev.tamis.training.MlpSpec.OptimizerSettings;

/**
 * An optimiser let loose on f(x, y) = a x^2 + b y^2, as in Deep Learning from Scratch, section 6.1.
 *
 * @param a finite; 1/20 in the lecture
 * @param b finite; 1 in the lecture
 * @param start finite; (-7, 2) in the lecture
 * @param steps number of updates, 1 to 10,000
 */
public record OptimizerPath(double a, double b, Point start, OptimizerSettings optimizer, int steps) {

    private static final int MOST_STEPS = 10_000;

    public OptimizerPath {
        requireFinite("a", a);
        requireFinite("b", b);
        requireFinite("start.x", start.x());
        requireFinite("start.y", start.y());
        if (steps < 1 || steps > MOST_STEPS) {
            throw new InvalidField("steps", "must be >= 1 and <= " + MOST_STEPS + ", but got " + steps);
        }
    }

    private static void requireFinite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidField(field, "must be a finite number, but got " + value);
        }
    }
}
