package dev.tamis.space;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point: one value per hyperparameter name, in the order of the space it was drawn from.
 *
 * @param values Double, Long, Boolean or String by name; never null
 */
public record Parameters(Map<String, Object> values) {

    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        // Map.copyOf would lose the order.
        values = new PointValues(values);
        values.forEach((name, value) -> {
            if (value == null) {
                throw new InvalidField(name, FieldCode.MISSING, "must have a value, but got null");
            }
            if (value instanceof Double real && !Double.isFinite(real)) {
                throw new InvalidField(name, FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + value);
            }
        });
    }

    /** These values and the others', the others' winning where both name the same. */
    public Parameters with(Parameters others) {
        Map<String, Object> merged = new LinkedHashMap<>(values);
        merged.putAll(others.values);
        return new Parameters(merged);
    }
}
