package dev.tamis.space;

import java.util.OptionalLong;

/**
 * Whole numbers low, low + step, … high on a scale.
 *
 * @param low smallest value; above 0 on the log scale
 * @param high largest value, above low
 * @param scale on which values are uniform; on the log scale each value's share is the length of [v - 1/2, v + 1/2) there
 * @param step distance of neighbours, at least 1, that divides high - low; 1 on the log scale
 */
public record IntDomain(long low, long high, Scale scale, long step) implements Domain {

    public IntDomain {
        Bounds.check(low, high, scale);
        if (step < 1) {
            throw new InvalidField("step", "must be a whole number >= 1, but got " + step);
        }
        if (scale == Scale.LOG && step != 1) {
            throw new InvalidField("step", "is only allowed on the linear scale, but scale is log");
        }
        if (Math.subtractExact(high, low) % step != 0) {
            throw new InvalidField(
                    "step", "must divide high - low, but got low=" + low + ", high=" + high + ", step=" + step);
        }
    }

    public IntDomain(long low, long high, Scale scale) {
        this(low, high, scale, 1);
    }

    @Override
    public Object valueAt(double position) {
        if (scale == Scale.LOG) {
            return Math.min(high, Math.max(low, Math.round(scale.interpolate(low - 0.5, high + 0.5, position))));
        }
        return low + step * Bins.binAt(position, bins());
    }

    @Override
    public double positionOf(Object value) {
        if (!contains(value)) {
            throw new InvalidField(
                    "", "must be one of " + low + ", " + (low + step) + " … " + high + ", but got " + value);
        }
        long whole = ((Number) value).longValue();
        return scale == Scale.LOG
                ? scale.share(low - 0.5, high + 0.5, whole)
                : Bins.middleOf((whole - low) / step, bins());
    }

    @Override
    public boolean contains(Object value) {
        if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            return false;
        }
        long whole = number.longValue();
        return whole >= low && whole <= high && (whole - low) % step == 0;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(bins());
    }

    private long bins() {
        return (high - low) / step + 1;
    }
}
