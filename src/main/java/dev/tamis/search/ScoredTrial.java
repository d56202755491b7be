package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.OptionalDouble;

/**
 * A finished trial as evidence.
 *
 * <p>One that was stopped early is a censored observation: that it would have come to its last value is not known, but it is that it was
 * judged worse, after that step, than those that went further. So it ranks below every trial that went further, and among those that
 * were stopped after the same step by its value; above those that failed.
 *
 * @param parameters the point that was tried
 * @param value of the objective, finite; empty if the trial failed or diverged
 * @param stoppedAfter the step after which it was stopped early, and of which the value is; 0 if it was trained to its end, or failed
 */
public record ScoredTrial(Parameters parameters, OptionalDouble value, int stoppedAfter) {

    /** Merits of stopped trials are below all others, and finite. */
    private static final double LOWEST = -Double.MAX_VALUE / 2;

    private static final double STEPS = 0x1p32;

    public ScoredTrial {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new InvalidField(
                    "value", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + value.getAsDouble());
        }
        if (stoppedAfter < 0) {
            throw new InvalidField("stoppedAfter", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + stoppedAfter);
        }
    }

    /** A trial that ended with a value. */
    public static ScoredTrial of(Parameters parameters, double value) {
        return new ScoredTrial(parameters, OptionalDouble.of(value), 0);
    }

    /** A trial that failed: its loss became NaN or infinite, say. */
    public static ScoredTrial failed(Parameters parameters) {
        return new ScoredTrial(parameters, OptionalDouble.empty(), 0);
    }

    /** A trial that was stopped early. @param value after the step */
    public static ScoredTrial stopped(Parameters parameters, int step, double value) {
        return new ScoredTrial(parameters, OptionalDouble.of(value), step);
    }

    boolean isStopped() {
        return stoppedAfter > 0;
    }

    boolean hasCompleted() {
        return value.isPresent() && !isStopped();
    }

    /**
     * What ranks it: of one that has completed its value, turned so that larger is better; minus infinity of one that failed. Of one that
     * was stopped only the order means something.
     */
    double merit(Direction direction) {
        if (value.isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        double merit = direction.merit(value.getAsDouble());
        return isStopped() ? LOWEST * (1 - (stoppedAfter + 0.9 * Math.atan(merit) / Math.PI) / STEPS) : merit;
    }
}
