package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Every combination of a few points per parameter.
 *
 * <p>A numeric domain gives points at equal distances on its own scale, both ends included; values that a step or whole numbers
 * make equal count once, so a small domain may give fewer. A categorical domain gives all its choices. The order is fixed:
 * values ascend (choices in the space's order), and the space's last parameter changes fastest.
 *
 * @param pointsPerParameter how many points for a numeric parameter, at least 2, by name
 * @param defaultPoints how many for the numeric parameters not named, at least 2
 */
public record GridSampler(Map<String, Integer> pointsPerParameter, int defaultPoints) implements Sampler {

    /** Points of a numeric parameter for which the client names none. */
    public static final int DEFAULT_POINTS = 5;

    public GridSampler {
        pointsPerParameter = Map.copyOf(pointsPerParameter);
        pointsPerParameter.forEach((name, points) -> check("points." + name, points));
        check("defaultPoints", defaultPoints);
    }

    public GridSampler(Map<String, Integer> pointsPerParameter) {
        this(pointsPerParameter, DEFAULT_POINTS);
    }

    /**
     * The first count points of the grid. The seed and the number play no part: a grid is the same in every round, which
     * must therefore be drawn in one call.
     */
    @Override
    public List<Parameters> draw(SearchSpace space, Seed roundSeed, int firstNumber, int count) {
        long size = size(space).orElseThrow();
        if (count > size) {
            throw new InvalidField("count", "must be at most the " + size + " points of the grid, but got " + count);
        }
        Map<String, List<Object>> axes = axes(space);
        return IntStream.range(0, count).mapToObj(index -> point(axes, index)).toList();
    }

    @Override
    public OptionalLong size(SearchSpace space) {
        long size = 1;
        for (List<Object> axis : axes(space).values()) {
            if (size > Integer.MAX_VALUE / axis.size()) {
                throw new InvalidField(
                        "points", "must make a grid of at most " + Integer.MAX_VALUE + " points, but make more");
            }
            size *= axis.size();
        }
        return OptionalLong.of(size);
    }

    private Map<String, List<Object>> axes(SearchSpace space) {
        pointsPerParameter.keySet().forEach(name -> {
            if (!(space.domains().get(name) instanceof NumericDomain)) {
                throw new InvalidField("points." + name, "must name a numeric parameter of the search space");
            }
        });
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        space.domains()
                .forEach((name, domain) ->
                        axes.put(name, axis(domain, pointsPerParameter.getOrDefault(name, defaultPoints))));
        return axes;
    }

    private static List<Object> axis(Domain domain, int points) {
        if (domain instanceof CategoricalDomain categorical) {
            return categorical.choices();
        }
        if (domain.cardinality().isPresent() && domain.cardinality().getAsLong() <= points) {
            long bins = domain.cardinality().getAsLong();
            return LongStream.range(0, bins)
                    .mapToObj(bin -> domain.valueAt((bin + 0.5) / bins))
                    .distinct()
                    .toList();
        }
        return IntStream.range(0, points)
                .mapToObj(index -> domain.valueAt((double) index / (points - 1)))
                .distinct()
                .toList();
    }

    private static Parameters point(Map<String, List<Object>> axes, long index) {
        List<String> names = new ArrayList<>(axes.keySet());
        Object[] chosen = new Object[names.size()];
        long rest = index;
        for (int i = names.size() - 1; i >= 0; i--) {
            List<Object> axis = axes.get(names.get(i));
            chosen[i] = axis.get((int) (rest % axis.size()));
            rest /= axis.size();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            values.put(names.get(i), chosen[i]);
        }
        return new Parameters(values);
    }

    private static void check(String field, int points) {
        if (points < 2) {
            throw new InvalidField(field, "must be at least 2, so that both ends are points, but got " + points);
        }
    }
}
