package dev.tamis.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All points of a space that has finitely many, numbered from 0: values ascend (choices in the client's order), and the space's last
 * parameter changes fastest; one that has a condition comes after those that this names. The one place that knows how many points a space
 * has and which.
 *
 * <pre>
 * optimizer SGD, MOMENTUM, ADAM; momentum 0.5, 0.9 when optimizer is MOMENTUM
 * 0 SGD   1 MOMENTUM 0.5   2 MOMENTUM 0.9   3 ADAM
 * </pre>
 */
public final class FinitePoints {

    /** A space of more is as good as infinite: of 100,000 draws two are the same once in 10^8 times. */
    private static final long MOST = 1L << 60;

    /** Of runs. Nobody writes so many conditions by hand, and a space with more is as good as infinite. */
    private static final int MOST_RUNS = 20_000;

    private final SearchSpace space;

    /** Parents first. */
    private final List<String> names;

    /** By parameter the places of those of its values that some condition lists: with any of the others, the same follows. */
    private final Map<String, Set<Long>> listed = new HashMap<>();

    /** Those parents of later parameters that come before a parameter, by its index: what follows depends on them alone. */
    private final List<Set<String>> open = new ArrayList<>();

    /** What a parameter may be, by its index and by the values of what is open. */
    private final Map<List<Object>, List<Run>> runs = new HashMap<>();

    private int left = MOST_RUNS;
    private final long size;

    /**
     * Neighbouring values after which the same follows.
     *
     * @param from place of the first
     * @param before how many points there are with values before it
     * @param each how many points there are with each of them
     */
    private record Run(long from, long length, long before, long each, boolean isListed) {

        long end() {
            return before + length * each;
        }
    }

    /** That there are too many. */
    private static final class Endless extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private FinitePoints(SearchSpace space) {
        this.space = space;
        this.names = space.parentsFirst();
        space.conditions()
                .values()
                .forEach(condition -> condition
                        .values()
                        .forEach((other, values) -> values.stream()
                                .filter(space.domain(other)::contains)
                                .forEach(value -> listed.computeIfAbsent(other, first -> new TreeSet<>())
                                        .add(space.domain(other).placeOf(value)))));
        for (int i = 0; i < names.size(); i++) {
            Set<String> parents = new TreeSet<>();
            names.subList(i, names.size())
                    .forEach(name -> space.condition(name)
                            .ifPresent(each -> parents.addAll(each.values().keySet())));
            parents.retainAll(names.subList(0, i));
            open.add(parents);
        }
        this.size = count(0, new HashMap<>());
    }

    /**
     * Empty for a space whose points never run out: one of its domains is continuous, or there are more points than 2^60, or more
     * branches than anybody writes.
     */
    public static Optional<FinitePoints> of(SearchSpace space) {
        if (space.domains().values().stream()
                .anyMatch(each -> each.cardinality().isEmpty())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FinitePoints(space));
        } catch (Endless tooMany) {
            return Optional.empty();
        }
    }

    /** How many there are, at least 1. */
    public long size() {
        return size;
    }

    /** @param known values of parameters before, as far as some condition lists them; as it was when it returns */
    private long count(int index, Map<String, Object> known) {
        if (index == names.size()) {
            return 1;
        }
        if (!space.isThere(names.get(index), known)) {
            return count(index + 1, known);
        }
        List<Object> key = key(index, known);
        List<Run> made = runs.get(key);
        if (made == null) {
            made = made(index, known);
            runs.put(key, made);
        }
        return made.get(made.size() - 1).end();
    }

    private List<Object> key(int index, Map<String, Object> known) {
        List<Object> key = new ArrayList<>();
        key.add(index);
        open.get(index).forEach(parent -> key.add(Optional.ofNullable(known.get(parent))));
        return key;
    }

    private List<Run> made(int index, Map<String, Object> known) {
        String name = names.get(index);
        Domain domain = space.domain(name);
        List<Run> made = new ArrayList<>();
        long next = 0;
        for (long place : listed.getOrDefault(name, Set.of())) {
            addOthers(made, next, place, index, known);
            known.put(name, domain.nth(place));
            add(made, place, 1, count(index + 1, known), true);
            known.remove(name);
            next = place + 1;
        }
        addOthers(made, next, domain.cardinality().orElseThrow(), index, known);
        return made;
    }

    private void addOthers(List<Run> made, long from, long to, int index, Map<String, Object> known) {
        if (from < to) {
            add(made, from, to - from, count(index + 1, known), false);
        }
    }

    private void add(List<Run> made, long from, long length, long each, boolean isListed) {
        long before = made.isEmpty() ? 0 : made.get(made.size() - 1).end();
        if (length > MOST / each || before + length * each > MOST || left-- == 0) {
            throw new Endless();
        }
        made.add(new Run(from, length, before, each, isListed));
    }

    /** The point of a number, at least 0 and below {@link #size}. */
    public Parameters at(long number) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Object> known = new HashMap<>();
        long rest = number;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (space.isThere(name, known)) {
                long within = rest;
                Run run = last(runsOf(i, known), each -> each.before() <= within);
                Object value = space.domain(name).nth(run.from() + (rest - run.before()) / run.each());
                rest = (rest - run.before()) % run.each();
                values.put(name, value);
                if (run.isListed()) {
                    known.put(name, value);
                }
            }
        }
        return space.point((name, domain) -> Objects.requireNonNull(values.get(name), name));
    }

    /** The number of a point; empty for one that the space does not contain, such as one of other ranges. */
    public OptionalLong numberOf(Parameters point) {
        if (!space.contains(point)) {
            return OptionalLong.empty();
        }
        Map<String, Object> known = new HashMap<>();
        long number = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (space.isThere(name, known)) {
                Domain domain = space.domain(name);
                long place =
                        domain.placeOf(Objects.requireNonNull(point.values().get(name), name));
                Run run = last(runsOf(i, known), each -> each.from() <= place);
                number += run.before() + (place - run.from()) * run.each();
                if (run.isListed()) {
                    known.put(name, domain.nth(place));
                }
            }
        }
        return OptionalLong.of(number);
    }

    private List<Run> runsOf(int index, Map<String, Object> known) {
        return Objects.requireNonNull(runs.get(key(index, known)), "counted before");
    }

    /** The last one that is not too far, of which the first is none. */
    private static Run last(List<Run> ascending, Predicate<Run> isReached) {
        int low = 0;
        int high = ascending.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (isReached.test(ascending.get(middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return ascending.get(low);
    }

    /**
     * The numbers of the points that differ from one in a single parameter: by so many values of a number, or by another choice. What is
     * there for that choice alone has a value of the middle.
     *
     * @param number of the point
     * @param distance at least 1; beyond {@link #furthest} there is none
     */
    public long[] besides(long number, long distance) {
        Map<String, Object> values = at(number).values();
        long[] found = new long[2 * values.size()];
        int count = 0;
        for (String name : space.domains().keySet()) {
            Object value = values.get(name);
            if (value == null) {
                continue;
            }
            Domain domain = space.domain(name);
            long length = domain.cardinality().orElseThrow();
            long own = domain.placeOf(value);
            boolean isChoice = domain instanceof CategoricalDomain;
            for (long other : new long[] {own - distance, own + distance}) {
                boolean turns = isChoice && other > own && distance < length;
                long place = turns ? other % length : other;
                if (turns || !isChoice && place >= 0 && place < length) {
                    found[count++] =
                            numberOf(with(values, name, domain.nth(place))).orElseThrow();
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private Parameters with(Map<String, Object> values, String changed, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(changed, value);
        return space.point((name, domain) -> {
            Object own = all.get(name);
            return own == null ? domain.nth(domain.cardinality().orElseThrow() / 2) : own;
        });
    }

    /** The largest distance at which there are points beside another. */
    public long furthest() {
        return space.domains().values().stream()
                .mapToLong(each -> each.cardinality().orElseThrow() - 1)
                .max()
                .orElse(0);
    }
}
