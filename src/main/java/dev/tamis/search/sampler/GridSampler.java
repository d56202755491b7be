package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.Sampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Violations;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every combination of a few points per parameter.
 *
 * <p>A numeric domain gives points at equal distances on its own scale, both ends included; values that a step or whole numbers
 * make equal count once, so a small domain may give fewer. A domain with a step that no points are named for gives all its
 * steps, a categorical one always all its choices. The order is fixed: values ascend (choices in the space's order), and the
 * space's last parameter changes fastest; one that has a condition comes after those that this names.
 *
 * @param points how many for a numeric parameter, at least 2, by name; sorted by name
 */
public record GridSampler(
        @Meaning(
                value =
                        "Points of numeric hyperparameters by name, at equal distances on the scale with both ends included; where missing all"
                                + " steps of a domain with a step, else 5",
                low = 2,
                high = Sampler.MOST_POINTS)
        Map<String, Integer> points)
        implements Sampler {

    /** Points of a numeric parameter for which the client names none. */
    public static final int DEFAULT_POINTS = 5;

    public GridSampler {
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points == null ? Map.of() : points));
        Violations violations = new Violations();
        points.forEach((name, each) -> {
            if (each < 2) {
                violations.add(
                        "points." + name,
                        FieldCode.OUT_OF_RANGE,
                        "must be at least 2, so that both ends are points, but got " + each);
            }
        });
        violations.throwIfAny();
    }

    /** Names no points. */
    public GridSampler() {
        this(Map.of());
    }

    @Override
    public String type() {
        return "GRID";
    }

    @Override
    public String meaning() {
        return "takes every combination";
    }

    /**
     * The first ask.count points of the grid. The seed and the number play no part: a grid is the same in every round, which
     * must therefore be drawn in one call.
     */
    @Override
    public List<Parameters> draw(Ask ask) {
        int count = ask.count();
        Map<String, List<Object>> axes = axes(ask.space());
        Combinations all = new Combinations(ask.space(), axes);
        long size = size(all, axes);
        if (count > size) {
            throw new InvalidField(
                    "count",
                    FieldCode.CONFLICT,
                    "must be at most the " + size + " points of the grid, but got " + count);
        }
        return all.first(count);
    }

    @Override
    public OptionalLong size(SearchSpace space) {
        Map<String, List<Object>> axes = axes(space);
        return OptionalLong.of(size(new Combinations(space, axes), axes));
    }

    private static long size(Combinations all, Map<String, List<Object>> axes) {
        BigInteger size = all.count(MOST_POINTS);
        if (size.compareTo(BigInteger.valueOf(MOST_POINTS)) > 0) {
            throw new InvalidField(
                    "points",
                    FieldCode.OUT_OF_RANGE,
                    "must make a grid of at most " + MOST_POINTS + " points, but make " + size + ": "
                            + axes.entrySet().stream()
                                    .map(axis -> axis.getKey() + " "
                                            + axis.getValue().size())
                                    .collect(Collectors.joining(" x ")));
        }
        return size.longValueExact();
    }

    private Map<String, List<Object>> axes(SearchSpace space) {
        Violations violations = new Violations();
        points.keySet().stream()
                .filter(name -> !(space.domains().get(name) instanceof NumericDomain))
                .forEach(name -> violations.add(
                        "points." + name, FieldCode.CONFLICT, "must name a numeric parameter of the search space"));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        space.domains()
                .forEach((name, domain) ->
                        violations.collect("", () -> size(name, domain)).ifPresent(size -> sizes.put(name, size)));
        violations.throwIfAny();
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        sizes.forEach((name, size) -> axes.put(name, space.domains().get(name).grid(size)));
        return axes;
    }

    /** How many points a parameter has at most, known before any is made. */
    private int size(String name, Domain domain) {
        boolean isNamed = points.containsKey(name);
        long wanted = isNamed ? points.get(name) : domain.ownGrid().orElse(DEFAULT_POINTS);
        long size = Math.min(wanted, domain.cardinality().orElse(Long.MAX_VALUE));
        if (size > MOST_POINTS) {
            throw new InvalidField(
                    "points." + name,
                    FieldCode.OUT_OF_RANGE,
                    isNamed
                            ? "must be at most " + MOST_POINTS + ", as many as a grid has, but got " + wanted
                            : "must be given: without it all " + wanted + " values of " + name
                                    + " are tried, and a grid has at most " + MOST_POINTS + " points");
        }
        return (int) Math.max(2, size);
    }
}
