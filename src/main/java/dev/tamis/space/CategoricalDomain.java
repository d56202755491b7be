package dev.tamis.space;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A list of choices, each as likely as the next.
 *
 * @param choices at least one, all different, 8 and 8.0 being the same; each a String, Boolean, Long or Double
 */
public record CategoricalDomain(List<Object> choices) implements Domain {

    /** Up to here a double is a whole number that a long holds too. */
    private static final double LARGEST_WHOLE = 0x1p63;

    public CategoricalDomain {
        choices = Choices.of("choices", choices);
    }

    @Override
    public Object valueAt(double position) {
        return choices.get((int) Bins.binAt(position, choices.size()));
    }

    @Override
    public double positionOf(Object value) {
        return Bins.middleOf(place(value), choices.size());
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return ((Choices) choices).place(value) >= 0;
    }

    @Override
    public Object ofKind(Object value) {
        return choices.get(place(value));
    }

    private int place(Object value) {
        int place = ((Choices) choices).place(value);
        if (place < 0) {
            throw new InvalidField(
                    "", FieldCode.NOT_ONE_OF, "must be one of " + Shown.of(choices) + ", but got " + Shown.of(value));
        }
        return place;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(choices.size());
    }

    @Override
    public Object nth(long place) {
        return choices.get((int) place);
    }

    @Override
    public long placeOf(Object value) {
        return place(value);
    }

    @Override
    public List<Object> grid(int points) {
        return choices;
    }

    @Override
    public OptionalLong ownGrid() {
        return cardinality();
    }

    /** Equal for choices that are the same: numbers are compared as numbers, however they are written. */
    static Object plain(Object choice) {
        return choice instanceof Double real && real == Math.rint(real) && Math.abs(real) < LARGEST_WHOLE
                ? (Object) real.longValue()
                : choice;
    }
}
