package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.OptionalDouble;

/**
 * A finished trial as evidence.
 *
 * @param parameters the point that was tried
 * @param value of the objective, finite; empty if the trial failed or diverged
 */
public record ScoredTrial(Parameters parameters, OptionalDouble value) {

    public ScoredTrial {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new InvalidField(
                    "value", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + value.getAsDouble());
        }
    }

    /** A trial that ended with a value. */
    public static ScoredTrial of(Parameters parameters, double value) {
        return new ScoredTrial(parameters, OptionalDouble.of(value));
    }

    /** A trial that failed: its loss became NaN or infinite, say. */
    public static ScoredTrial failed(Parameters parameters) {
        return new ScoredTrial(parameters, OptionalDouble.empty());
    }
}
