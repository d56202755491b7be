package dev.tamis.space;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The points that a grid takes of a numeric domain. */
final class Grid {

    private Grid() {}

    /**
     * Values at equal distances, both ends included; those that are equal count once.
     *
     * @param points at least 2
     * @param valueAtShare the value at a share of the way from low to high on the scale: 0 is low, 1 is high
     */
    static List<Object> spread(int points, DoubleFunction<Object> valueAtShare) {
        return IntStream.range(0, points)
                .mapToObj(index -> valueAtShare.apply((double) index / (points - 1)))
                .distinct()
                .toList();
    }

    /** Every value, by its index. */
    static List<Object> all(long values, LongFunction<Object> value) {
        return LongStream.range(0, values).mapToObj(value).toList();
    }
}
