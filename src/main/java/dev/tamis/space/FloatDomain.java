package dev.tamis.space;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Real numbers from low to high, both included, on a scale; with a step only low, low + step, low + 2 step … high.
 *
 * @param low smallest value, finite; above 0 on the log scale
 * @param high largest value, finite, above low
 * @param scale on which values are uniform
 * @param step distance of neighbours, above 0, that fits high - low a whole number of times; linear scale only
 */
public record FloatDomain(double low, double high, Scale scale, OptionalDouble step) implements NumericDomain {

    /** How far, in steps, high may lie from the grid for the step to fit: room for decimal fractions such as 0.1. */
    private static final double STEP_TOLERANCE = 1e-6;

    /** So many steps can be told apart with that tolerance; nobody searches a billion values by mistake. */
    private static final double MAX_STEPS = 1e9;

    public FloatDomain {
        Bounds.check(low, high, scale);
        if (step.isPresent()) {
            double width = step.getAsDouble();
            if (!(width > 0) || Double.isInfinite(width)) {
                throw new InvalidField("step", FieldCode.OUT_OF_RANGE, "must be a finite number > 0, but got " + width);
            }
            if (scale == Scale.LOG) {
                throw new InvalidField(
                        "step", FieldCode.CONFLICT, "is only allowed on the linear scale, but scale is log");
            }
            double steps = (high - low) / width;
            if (steps > MAX_STEPS) {
                throw new InvalidField(
                        "step",
                        FieldCode.OUT_OF_RANGE,
                        "must be at least a billionth of high - low, but got low=" + low + ", high=" + high + ", step="
                                + width);
            }
            if (Math.abs(steps - Math.rint(steps)) > STEP_TOLERANCE || Math.rint(steps) < 1) {
                throw new InvalidField(
                        "step",
                        FieldCode.CONFLICT,
                        "must divide high - low, but got low=" + low + ", high=" + high + ", step=" + width);
            }
        }
    }

    public FloatDomain(double low, double high, Scale scale) {
        this(low, high, scale, OptionalDouble.empty());
    }

    @Override
    public Object valueAt(double position) {
        if (step.isEmpty()) {
            // Rounding on the log scale would otherwise miss the ends by a hair.
            return position <= 0 ? low : position >= 1 ? high : within(scale.interpolate(low, high, position));
        }
        return onGrid(Bins.binAt(position, steps() + 1));
    }

    @Override
    public double positionOf(Object value) {
        if (!contains(value)) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must lie in [" + low + ", " + high + "] and on its step, but got " + Shown.of(value));
        }
        double number = ((Number) value).doubleValue();
        return step.isEmpty()
                ? scale.share(low, high, number)
                : Bins.middleOf(Math.round((number - low) / step.getAsDouble()), steps() + 1);
    }

    @Override
    public boolean contains(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return false;
        }
        double real = number.doubleValue();
        if (!(real >= low && real <= high)) {
            return false;
        }
        if (step.isEmpty()) {
            return true;
        }
        double steps = (real - low) / step.getAsDouble();
        return Math.abs(steps - Math.rint(steps)) <= STEP_TOLERANCE;
    }

    @Override
    public Object ofKind(Object value) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new InvalidField("", FieldCode.WRONG_TYPE, "must be a finite number, but got " + Shown.of(value));
        }
        double real = number.doubleValue();
        if (real >= low && real <= high && !contains(real)) {
            throw new InvalidField(
                    "",
                    FieldCode.NOT_ONE_OF,
                    "must be on the step of " + step.getAsDouble() + " from " + low + ", but got " + real);
        }
        return real;
    }

    @Override
    public OptionalLong cardinality() {
        return step.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps() + 1);
    }

    @Override
    public Object nth(long place) {
        requireStep();
        return onGrid(place);
    }

    @Override
    public long placeOf(Object value) {
        requireStep();
        return Math.round((((Number) value).doubleValue() - low) / step.getAsDouble());
    }

    private void requireStep() {
        if (step.isEmpty()) {
            throw new IllegalStateException("values without a step are not numbered");
        }
    }

    @Override
    public List<Object> grid(int points) {
        if (step.isEmpty()) {
            return Grid.spread(points, this::valueAt);
        }
        return steps() < points
                ? Grid.all(steps() + 1, this::onGrid)
                : Grid.spread(points, share -> onGrid(Math.round(share * steps())));
    }

    @Override
    public OptionalLong ownGrid() {
        return cardinality();
    }

    @Override
    public double lowest() {
        return low;
    }

    @Override
    public double highest() {
        return high;
    }

    @Override
    public FloatDomain between(double newLow, double newHigh) {
        if (step.isEmpty()) {
            return new FloatDomain(newLow, newHigh, scale);
        }
        double width = step.getAsDouble();
        long first = (long) Math.floor((newLow - low) / width + STEP_TOLERANCE);
        long last = Math.max(first + 1, (long) Math.ceil((newHigh - low) / width - STEP_TOLERANCE));
        return new FloatDomain(onGrid(first), onGrid(last), scale, step);
    }

    private double within(double value) {
        return Math.min(high, Math.max(low, value));
    }

    private long steps() {
        return Math.round((high - low) / step.getAsDouble());
    }

    private double onGrid(long index) {
        if (index == steps()) {
            return high;
        }
        // In decimals, because 0.1 * 3 is 0.30000000000000004 in binary and that is what a client would read.
        BigDecimal offset = BigDecimal.valueOf(step.getAsDouble()).multiply(BigDecimal.valueOf(index));
        return BigDecimal.valueOf(low).add(offset).doubleValue();
    }
}
