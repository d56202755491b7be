package dev.tamis.space;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Real numbers from low to high, both included, on a scale; with a step only low, low + step, low + 2 step … high.
 *
 * @param low smallest value, finite; above 0 on the log scale
 * @param high largest value, finite, above low
 * @param scale on which values are uniform
 * @param step distance of neighbours, above 0, that fits high - low a whole number of times; linear scale only
 */
public record FloatDomain(double low, double high, Scale scale, OptionalDouble step) implements Domain {

    /** How far, in steps, high may lie from the grid for the step to fit: room for decimal fractions such as 0.1. */
    private static final double STEP_TOLERANCE = 1e-6;

    public FloatDomain {
        Bounds.check(low, high, scale);
        if (step.isPresent()) {
            double width = step.getAsDouble();
            if (!(width > 0) || Double.isInfinite(width)) {
                throw new InvalidField("step", "must be a finite number > 0, but got " + width);
            }
            if (scale == Scale.LOG) {
                throw new InvalidField("step", "is only allowed on the linear scale, but scale is log");
            }
            double steps = (high - low) / width;
            if (Math.abs(steps - Math.rint(steps)) > STEP_TOLERANCE || Math.rint(steps) < 1) {
                throw new InvalidField(
                        "step", "must divide high - low, but got low=" + low + ", high=" + high + ", step=" + width);
            }
        }
    }

    public FloatDomain(double low, double high, Scale scale) {
        this(low, high, scale, OptionalDouble.empty());
    }

    @Override
    public Object valueAt(double position) {
        if (step.isEmpty()) {
            return Math.min(high, Math.max(low, scale.interpolate(low, high, position)));
        }
        return onGrid(Bins.binAt(position, steps() + 1));
    }

    @Override
    public double positionOf(Object value) {
        if (!contains(value)) {
            throw new InvalidField("", "must lie in [" + low + ", " + high + "] and on its step, but got " + value);
        }
        double number = ((Number) value).doubleValue();
        return step.isEmpty()
                ? scale.share(low, high, number)
                : Bins.middleOf(Math.round((number - low) / step.getAsDouble()), steps() + 1);
    }

    @Override
    public boolean contains(Object value) {
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
    public OptionalLong cardinality() {
        return step.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps() + 1);
    }

    private long steps() {
        return Math.round((high - low) / step.getAsDouble());
    }

    private double onGrid(long index) {
        return index == steps() ? high : low + index * step.getAsDouble();
    }
}
