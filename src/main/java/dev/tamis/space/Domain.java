package dev.tamis.space;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The allowed values of one hyperparameter.
 *
 * <p>Every domain is seen through positions: {@link #valueAt} spreads [0, 1) over the values, uniformly on the domain's own
 * scale, and {@link #positionOf} goes back. A uniform position therefore gives the distribution that a sampler draws from.
 */
public sealed interface Domain permits NumericDomain, CategoricalDomain {

    /**
     * The value at a position.
     *
     * @param position in [0, 1]; what lies outside counts as the nearer end
     * @return a Double, Long, or one of the choices
     */
    Object valueAt(double position);

    /**
     * Where a value lies, in [0, 1]; for discrete domains the middle of the stretch that maps to it, so that
     * {@code valueAt(positionOf(v))} equals v.
     *
     * @throws InvalidField if the value is not in the domain
     */
    double positionOf(Object value);

    /** Whether the value is one that this domain can give (on its step, within its bounds, or among its choices). */
    boolean contains(@Nullable Object value);

    /**
     * The value as this domain writes it: 16 for 16.0 among whole numbers. What lies beyond the bounds may have been tried when they
     * were others, and is taken; what this domain could not have given with any bounds is not.
     *
     * @throws InvalidField if the value is a text or true/false where numbers are, a fraction where whole numbers are, between two steps,
     *     or none of the choices
     */
    Object ofKind(Object value);

    /** How many values there are; empty for a continuous domain. */
    OptionalLong cardinality();

    /**
     * One of all its values.
     *
     * @param place 0 or more, below {@link #cardinality}; values ascend (choices are in the client's order)
     * @throws IllegalStateException if the domain is continuous
     */
    Object nth(long place);

    /**
     * Where a value stands among all: {@code nth(placeOf(v))} equals v.
     *
     * @param value that the domain contains
     * @throws IllegalStateException if the domain is continuous
     */
    long placeOf(Object value);

    /**
     * The values that a grid tries, in ascending order (choices in the client's): at equal distances on the scale, both ends
     * included, values that rounding makes equal once; all there are where they are no more than so many. Choices have no
     * distances: always all of them.
     *
     * <p>A position will not do in place of this: positions share [0, 1] out among whole numbers, so that the ends of the range
     * are half a number away from the values at its ends.
     *
     * @param points at least 2
     */
    List<Object> grid(int points);

    /**
     * How many values a grid tries unless told otherwise: all, where the client spelled them out, as choices or by a step; empty
     * for a plain stretch of numbers, which says nothing of it.
     */
    OptionalLong ownGrid();
}
