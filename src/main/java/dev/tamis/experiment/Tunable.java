package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.space.Whole;

/**
 * A hyperparameter that a trainer takes, fixed or searched.
 *
 * @param key its name in JSON, such as {@code learningRate}
 * @param usual what a trial gets where the value is neither fixed nor searched: Long, Double, Boolean or the choice's name
 * @param meaning what it is, in one sentence without a full stop
 */
public record Tunable(String key, LegalValues legal, Object usual, String meaning) {

    /**
     * The value in this hyperparameter's own type: Long, Double, Boolean or the choice's name. Two values are the same if and only if
     * these are equal.
     *
     * @throws InvalidField named {@link #key} if the value has the wrong type or is not legal
     */
    public Object checked(Object value) {
        return switch (legal.kind()) {
            case INT -> whole(value);
            case FLOAT -> real(value);
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    throw refused(FieldCode.WRONG_TYPE, "must be true or false", value);
                }
                yield value;
            }
            case CHOICE -> {
                if (!(value instanceof String name) || !legal.choices().containsKey(name)) {
                    throw refused(FieldCode.NOT_ONE_OF, legal.rule(), value);
                }
                yield value;
            }
        };
    }

    /**
     * A value that has been checked when it was submitted, in this hyperparameter's own type: rules may have become stricter since, and
     * what is stored stays readable.
     */
    public Object stored(Object value) {
        return switch (legal.kind()) {
            case INT -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).doubleValue() + 0.0;
            case BOOLEAN, CHOICE -> value;
        };
    }

    /** The value as its trainer computes with it: values that are one number there are one value. */
    Object computed(Object value) {
        return legal.single().isPresent() && value instanceof Number number
                ? (Object) (number.floatValue() + 0.0f)
                : value;
    }

    /** What is to be said of the precision that its trainer has; nothing where it takes numbers as they are. */
    String precision() {
        return legal.single().map(where -> " in single precision, " + where).orElse("");
    }

    private Long whole(Object value) {
        if (!(value instanceof Number number) || !Whole.is(number)) {
            throw refused(FieldCode.WRONG_TYPE, "must be a whole number", value);
        }
        if (!legal.range().holds(number.doubleValue())) {
            throw refused(FieldCode.OUT_OF_RANGE, legal.rule(), value);
        }
        return number.longValue();
    }

    private Double real(Object value) {
        if (!(value instanceof Number number)) {
            throw refused(FieldCode.WRONG_TYPE, "must be a number", value);
        }
        double real = number.doubleValue();
        if (!legal.range().holds(real)) {
            throw refused(FieldCode.OUT_OF_RANGE, legal.rule(), value);
        }
        if (!legal.holdsReal(real)) {
            throw refused(FieldCode.OUT_OF_RANGE, legal.rule() + precision() + ", where it is " + (float) real, value);
        }
        return real + 0.0; // -0.0 becomes 0
    }

    private InvalidField refused(FieldCode code, String rule, Object value) {
        return new InvalidField(key, code, rule + ", but got " + Shown.of(value));
    }
}
