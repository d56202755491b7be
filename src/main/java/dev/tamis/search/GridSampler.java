package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every combination of a few points per parameter.
 *
 * <p>A numeric domain gives points at equal distances on its own scale, both ends included; values that a step or whole numbers
 * make equal count once, so a small domain may give fewer. A domain with a step that no points are named for gives all its
 * steps, a categorical one always all its choices. The order is fixed: values ascend (choices in the space's order), and the
 * space's last parameter changes fastest.
 *
 * @param pointsPerParameter how many points for a numeric parameter, at least 2, by name
 * @param defaultPoints how many for the numeric parameters not named that have no step, at least 2
 * @param most points of a grid, and so of each parameter, that anybody could try; nothing larger is ever built
 */
public record GridSampler(Map<String, Integer> pointsPerParameter, int defaultPoints, int most) implements Sampler {

    /** Points of a numeric parameter for which the client names none. */
    public static final int DEFAULT_POINTS = 5;

    public GridSampler {
        pointsPerParameter = Map.copyOf(pointsPerParameter);
        pointsPerParameter.forEach((name, points) -> check("points." + name, points));
        check("defaultPoints", defaultPoints);
    }

    public GridSampler(Map<String, Integer> pointsPerParameter, int most) {
        this(pointsPerParameter, DEFAULT_POINTS, most);
    }

    /**
     * The first count points of the grid. The seed and the number play no part: a grid is the same in every round, which
     * must therefore be drawn in one call.
     */
    @Override
    public List<Parameters> draw(SearchSpace space, Seed roundSeed, int firstNumber, int count) {
        Map<String, List<Object>> axes = axes(space);
        long size = size(axes);
        if (count > size) {
            throw new InvalidField(
                    "count",
                    FieldCode.CONFLICT,
                    "must be at most the " + size + " points of the grid, but got " + count);
        }
        return IntStream.range(0, count).mapToObj(index -> point(axes, index)).toList();
    }

    @Override
    public OptionalLong size(SearchSpace space) {
        return OptionalLong.of(size(axes(space)));
    }

    private long size(Map<String, List<Object>> axes) {
        BigInteger size = axes.values().stream()
                .map(axis -> BigInteger.valueOf(axis.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        if (size.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new InvalidField(
                    "points",
                    FieldCode.OUT_OF_RANGE,
                    "must make a grid of at most " + most + " points, but make " + size + ": "
                            + axes.entrySet().stream()
                                    .map(axis -> axis.getKey() + " "
                                            + axis.getValue().size())
                                    .collect(Collectors.joining(" x ")));
        }
        return size.longValueExact();
    }

    private Map<String, List<Object>> axes(SearchSpace space) {
        pointsPerParameter.keySet().forEach(name -> {
            if (!(space.domains().get(name) instanceof NumericDomain)) {
                throw new InvalidField(
                        "points." + name, FieldCode.CONFLICT, "must name a numeric parameter of the search space");
            }
        });
        Map<String, Integer> sizes = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> sizes.put(name, size(name, domain)));
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        sizes.forEach((name, size) -> axes.put(name, space.domains().get(name).grid(size)));
        return axes;
    }

    /** How many points a parameter has at most, known before any is made. */
    private int size(String name, Domain domain) {
        boolean isNamed = pointsPerParameter.containsKey(name);
        long wanted = isNamed ? pointsPerParameter.get(name) : domain.ownGrid().orElse(defaultPoints);
        long size = Math.min(wanted, domain.cardinality().orElse(Long.MAX_VALUE));
        if (size > most) {
            throw new InvalidField(
                    "points." + name,
                    FieldCode.OUT_OF_RANGE,
                    isNamed
                            ? "must be at most " + most + ", as many as a grid has, but got " + wanted
                            : "must be given: without it all " + wanted + " values of " + name
                                    + " are tried, and a grid has at most " + most + " points");
        }
        return (int) Math.max(2, size);
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
            throw new InvalidField(
                    field,
                    FieldCode.OUT_OF_RANGE,
                    "must be at least 2, so that both ends are points, but got " + points);
        }
    }
}
