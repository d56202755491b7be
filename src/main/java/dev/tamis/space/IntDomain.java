package dev.tamis.space;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers low, low + step, … high on a scale.
 *
 * @param low smallest value; above 0 on the log scale; at most 10^12 in size
 * @param high largest value, above low; at most 10^12 in size
 * @param scale on which values are uniform; on the log scale each value's share is the length of [v - 1/2, v + 1/2) there
 * @param step distance of neighbours, at least 1, that divides high - low; 1 on the log scale; 1 too where it is empty, but then
 *     nobody said that every step is meant
 */
public record IntDomain(long low, long high, Scale scale, OptionalLong step) implements NumericDomain {

    /** Far above any hyperparameter, far below where a double no longer tells neighbours apart on the log scale. */
    /** No bound is larger, on either side of 0. */
    public static final long LARGEST = 1_000_000_000_000L;

    static final String SIZE_RULE = "must lie within -10^12 and 10^12";

    public IntDomain {
        checkSize("low", low);
        checkSize("high", high);
        Bounds.check((double) low, (double) high, scale);
        long distance = step.orElse(1);
        if (distance < 1) {
            throw new InvalidField("step", FieldCode.OUT_OF_RANGE, "must be a whole number >= 1, but got " + distance);
        }
        if (scale == Scale.LOG && distance != 1) {
            throw new InvalidField("step", FieldCode.CONFLICT, "is only allowed on the linear scale, but scale is log");
        }
        if ((high - low) % distance != 0) {
            throw new InvalidField(
                    "step",
                    FieldCode.CONFLICT,
                    "must divide high - low, but got low=" + low + ", high=" + high + ", step=" + distance);
        }
    }

    /** Whole numbers in steps that nobody spelled out. */
    public IntDomain(long low, long high, Scale scale) {
        this(low, high, scale, OptionalLong.empty());
    }

    /** Whole numbers in steps that were asked for. */
    public IntDomain(long low, long high, Scale scale, long step) {
        this(low, high, scale, OptionalLong.of(step));
    }

    /** Distance of neighbours, whether it was spelled out or not. */
    public long distance() {
        return step.orElse(1);
    }

    @Override
    public Object valueAt(double position) {
        if (scale == Scale.LOG) {
            return Math.min(high, Math.max(low, Math.round(scale.interpolate(low - 0.5, high + 0.5, position))));
        }
        return low + distance() * Bins.binAt(position, bins());
    }

    @Override
    public double positionOf(Object value) {
        if (!contains(value)) {
            throw new InvalidField(
                    "",
                    FieldCode.NOT_ONE_OF,
                    "must be one of " + low + ", " + (low + distance()) + " … " + high + ", but got "
                            + Shown.of(value));
        }
        long whole = ((Number) value).longValue();
        return scale == Scale.LOG
                ? (share(whole - 0.5) + share(whole + 0.5)) / 2
                : Bins.middleOf((whole - low) / distance(), bins());
    }

    @Override
    public boolean contains(@Nullable Object value) {
        if (!(value instanceof Number number) || !isWhole(number)) {
            return false;
        }
        long whole = number.longValue();
        return whole >= low && whole <= high && (whole - low) % distance() == 0;
    }

    @Override
    public Object ofKind(Object value) {
        if (!(value instanceof Number number) || !isWhole(number)) {
            throw new InvalidField("", FieldCode.WRONG_TYPE, "must be a whole number, but got " + Shown.of(value));
        }
        long whole = number.longValue();
        if (whole >= low && whole <= high && !contains(value)) {
            throw new InvalidField(
                    "",
                    FieldCode.NOT_ONE_OF,
                    "must be on the step of " + distance() + " from " + low + ", but got " + value);
        }
        return whole;
    }

    private static boolean isWhole(Number number) {
        return Whole.is(number) && Double.isFinite(number.doubleValue());
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(bins());
    }

    @Override
    public Object nth(long place) {
        return low + place * distance();
    }

    @Override
    public long placeOf(Object value) {
        return (((Number) value).longValue() - low) / distance();
    }

    @Override
    public List<Object> grid(int points) {
        return bins() <= points ? Grid.all(bins(), this::nth) : Grid.spread(points, this::nearest);
    }

    @Override
    public OptionalLong ownGrid() {
        return step.isEmpty() ? OptionalLong.empty() : cardinality();
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
    public IntDomain between(double newLow, double newHigh) {
        long distance = distance();
        long first = Math.floorDiv((long) Math.floor(newLow) - low, distance);
        long last = Math.max(first + 1, -Math.floorDiv(low - (long) Math.ceil(newHigh), distance));
        return new IntDomain(low + first * distance, low + last * distance, scale, step);
    }

    /** The value nearest to a share of the way from low to high on the scale. */
    private Object nearest(double share) {
        double steps = (scale.interpolate((double) low, (double) high, share) - low) / distance();
        return low + distance() * Math.min(bins() - 1, Math.max(0, Math.round(steps)));
    }

    private double share(double real) {
        return scale.share(low - 0.5, high + 0.5, real);
    }

    private static void checkSize(String field, long bound) {
        if (Math.abs(bound) > LARGEST || bound == Long.MIN_VALUE) {
            throw new InvalidField(field, FieldCode.OUT_OF_RANGE, SIZE_RULE + ", but got " + bound);
        }
    }

    private long bins() {
        return (high - low) / distance() + 1;
    }
}
