package dev.tamis.space;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All points of a space that has finitely many, numbered from 0: values ascend (choices in the client's order), and the space's last
 * parameter changes fastest. The one place that knows how many points a space has and which.
 */
public final class FinitePoints {

    /** A space of more is as good as infinite: of 100,000 draws two are the same once in 10^8 times. */
    private static final long MOST = 1L << 60;

    private final SearchSpace space;
    private final List<String> names;
    private final long[] lengths;
    private final long size;

    private FinitePoints(SearchSpace space, long[] lengths, long size) {
        this.space = space;
        this.names = List.copyOf(space.domains().keySet());
        this.lengths = lengths;
        this.size = size;
    }

    /** Empty for a space whose points never run out: one of its domains is continuous, or there are more points than 2^60. */
    public static Optional<FinitePoints> of(SearchSpace space) {
        long[] lengths = new long[space.domains().size()];
        long size = 1;
        int i = 0;
        for (Domain domain : space.domains().values()) {
            OptionalLong length = domain.cardinality();
            if (length.isEmpty() || length.getAsLong() > MOST / size) {
                return Optional.empty();
            }
            lengths[i++] = length.getAsLong();
            size *= length.getAsLong();
        }
        return Optional.of(new FinitePoints(space, lengths, size));
    }

    /** How many there are, at least 1. */
    public long size() {
        return size;
    }

    /** The point of a number, at least 0 and below {@link #size}. */
    public Parameters at(long number) {
        return at(places(number));
    }

    private Parameters at(long[] places) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < places.length; i++) {
            values.put(names.get(i), space.domain(names.get(i)).nth(places[i]));
        }
        return new Parameters(values);
    }

    /** The number of a point; empty for one that the space does not contain, such as one of other ranges. */
    public OptionalLong numberOf(Parameters point) {
        return space.contains(point) ? OptionalLong.of(number(placesOf(point))) : OptionalLong.empty();
    }

    /**
     * The numbers of the points that differ from one in a single parameter: by so many values of a number, or by another choice.
     *
     * @param number of the point
     * @param distance at least 1; beyond {@link #furthest} there is none
     */
    public long[] besides(long number, long distance) {
        long[] places = places(number);
        long[] found = new long[2 * places.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            long own = places[i];
            boolean isChoice = space.domain(names.get(i)) instanceof CategoricalDomain;
            for (long other : new long[] {own - distance, own + distance}) {
                boolean turns = isChoice && other > own && distance < lengths[i];
                long place = turns ? other % lengths[i] : other;
                if (turns || !isChoice && place >= 0 && place < lengths[i]) {
                    places[i] = place;
                    found[count++] = number(places);
                }
            }
            places[i] = own;
        }
        return Arrays.copyOf(found, count);
    }

    /** The largest distance at which there are points beside another. */
    public long furthest() {
        long most = 0;
        for (long length : lengths) {
            most = Math.max(most, length - 1);
        }
        return most;
    }

    private long[] placesOf(Parameters point) {
        long[] places = new long[lengths.length];
        for (int i = 0; i < places.length; i++) {
            String name = names.get(i);
            places[i] = space.domain(name)
                    .placeOf(Objects.requireNonNull(point.values().get(name)));
        }
        return places;
    }

    private long[] places(long number) {
        long[] places = new long[lengths.length];
        long rest = number;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = rest % lengths[i];
            rest /= lengths[i];
        }
        return places;
    }

    private long number(long[] places) {
        long number = 0;
        for (int i = 0; i < places.length; i++) {
            number = number * lengths[i] + places[i];
        }
        return number;
    }
}
