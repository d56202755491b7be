package dev.tamis.space;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;

/**
 * Named domains, in the order in which the client gave them. A parameter that has a condition is there only where that holds: other
 * points have no value of it.
 *
 * @param domains at least one, by hyperparameter name
 * @param conditions of those parameters that are not there in every point, by their names
 */
public record SearchSpace(Map<String, Domain> domains, Map<String, Condition> conditions) {

    public SearchSpace {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        if (domains.isEmpty()) {
            throw new InvalidField(
                    "", FieldCode.OUT_OF_RANGE, "must name at least one hyperparameter to search, but it is empty");
        }
        domains.forEach((name, domain) -> {
            if (name == null || name.isBlank()) {
                throw new InvalidField(
                        "", FieldCode.MALFORMED, "must give every hyperparameter a name, but got " + Shown.of(name));
            }
            if (domain == null) {
                throw new InvalidField(name, FieldCode.MISSING, "must have a domain, but got null");
            }
        });
        conditions = Conditions.of(domains, conditions);
    }

    /** Every parameter is there in every point. */
    public SearchSpace(Map<String, Domain> domains) {
        this(domains, Map.of());
    }

    /** @throws NullPointerException if it searches no hyperparameter of that name */
    public Domain domain(String name) {
        return Objects.requireNonNull(domains.get(name), name);
    }

    /** When a parameter is there; empty: always. */
    public Optional<Condition> condition(String name) {
        return Optional.ofNullable(conditions.get(name));
    }

    /** Whether there are points that do not have all parameters. */
    public boolean isConditional() {
        return !conditions.isEmpty();
    }

    /**
     * The names of all parameters, each behind those that its condition names: so walked through, what is known of a point says whether the
     * next one is there. The space's own order wherever that allows it.
     */
    public List<String> parentsFirst() {
        return ((Conditions) conditions).parentsFirst();
    }

    /** Whether a parameter is there in a point that has these values of those before it in {@link #parentsFirst}. */
    public boolean isThere(String name, Map<String, Object> values) {
        Condition condition = conditions.get(name);
        return condition == null || condition.holds(values);
    }

    /**
     * The point that has certain values.
     *
     * @param valueOf asked for the value of each parameter that is there, and of no other, {@link #parentsFirst}
     */
    public Parameters point(BiFunction<String, Domain, Object> valueOf) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!isConditional()) {
            domains.forEach((name, domain) -> values.put(name, valueOf.apply(name, domain)));
            return new Parameters(values);
        }
        Map<String, Object> known = new HashMap<>();
        for (String name : parentsFirst()) {
            if (isThere(name, known)) {
                known.put(name, valueOf.apply(name, domain(name)));
            }
        }
        domains.keySet().stream()
                .filter(known::containsKey)
                .forEach(name -> values.put(name, Objects.requireNonNull(known.get(name), name)));
        return new Parameters(values);
    }

    /** Whether a point has a value of each parameter that is there, which its domain holds, and none of those that are not. */
    public boolean contains(Parameters point) {
        // Hundreds of thousands of points ask at a time: no stream.
        for (Map.Entry<String, Domain> each : domains.entrySet()) {
            Object value = point.values().get(each.getKey());
            boolean fits =
                    isThere(each.getKey(), point.values()) ? each.getValue().contains(value) : value == null;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same parameters in other ranges. Conditions stay, but choices that are gone are no longer listed; a parameter that no
     * point has any more is left out.
     *
     * @param ranges of all its parameters, by their names
     */
    public SearchSpace over(Map<String, Domain> ranges) {
        if (!isConditional()) {
            return new SearchSpace(ranges);
        }
        Conditions left = ((Conditions) conditions).over(ranges);
        Map<String, Domain> there = new LinkedHashMap<>(ranges);
        there.keySet().retainAll(left.parentsFirst());
        return new SearchSpace(there, left);
    }

    /**
     * How many points it has where each parameter has so many values.
     *
     * @param sizes how many values each parameter has
     * @param has whether a value that a condition lists is one of them
     * @param enough where there are more, only that is told
     */
    public BigInteger count(ToLongFunction<String> sizes, BiPredicate<String, Object> has, long enough) {
        return new PointCount(this, sizes, has, enough).count();
    }
}
