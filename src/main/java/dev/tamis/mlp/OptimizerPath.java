package dev.tamis.mlp;

import dev.tamis.mlp.MlpSpec.OptimizerSettings;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;

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
        Violations violations = new Violations();
        requireFinite("a", a, violations);
        requireFinite("b", b, violations);
        requireFinite("start.x", start.x(), violations);
        requireFinite("start.y", start.y(), violations);
        if (steps < 1 || steps > MOST_STEPS) {
            violations.add("steps", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + MOST_STEPS + ", but got " + steps);
        }
        violations.throwIfAny();
    }

    private static void requireFinite(String field, double value, Violations violations) {
        if (!Double.isFinite(value)) {
            violations.add(field, FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + value);
        }
    }
}
