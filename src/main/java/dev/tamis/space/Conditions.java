package dev.tamis.space;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters of a space are there when, looked at as a whole: none waits for itself, and each is there in some trial. Those that
 * are always there have no entry; the others stand in the space's order.
 */
final class Conditions extends AbstractMap<String, Condition> {

    private final Map<String, Condition> byParameter;
    private final List<String> parentsFirst;

    /** @param parentsFirst all parameters of the space, each behind those that its condition names */
    private Conditions(Map<String, Condition> byParameter, List<String> parentsFirst) {
        this.byParameter = Collections.unmodifiableMap(byParameter);
        this.parentsFirst = Collections.unmodifiableList(parentsFirst);
    }

    /**
     * Checks them.
     *
     * @throws InvalidFields each below the parameter's name and {@code when}: naming what is not in the space, or is real numbers; listing
     *     what its domain cannot give; going round in circles; holding in no trial
     */
    static Conditions of(Map<String, Domain> domains, Map<String, Condition> conditions) {
        Map<String, Condition> ordered = new LinkedHashMap<>();
        domains.keySet().forEach(name -> {
            Condition condition = conditions.get(name);
            if (condition != null) {
                ordered.put(name, condition);
            }
        });
        Violations violations = new Violations();
        ordered.forEach((name, condition) -> condition
                .values()
                .forEach((other, listed) -> checkListed(domains, other, listed, name + ".when." + other, violations)));
        violations.throwIfAny();
        Conditions all = new Conditions(ordered, parentsFirst(domains.keySet(), ordered));
        ordered.keySet().stream()
                .filter(name -> !all.isPossible(name, domains))
                .forEach(name -> violations.add(
                        name + ".when",
                        FieldCode.CONFLICT,
                        "must hold in some trial, but does not go together with the conditions of the hyperparameters"
                                + " that it names"));
        violations.throwIfAny();
        return all;
    }

    /** All parameters of the space, each behind those that its condition names; the space's order where that allows it. */
    List<String> parentsFirst() {
        return parentsFirst;
    }

    @Override
    public Set<Entry<String, Condition>> entrySet() {
        return byParameter.entrySet();
    }

    @Override
    public @Nullable Condition get(@Nullable Object name) {
        return byParameter.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return byParameter.containsKey(name);
    }

    private static void checkListed(
            Map<String, Domain> domains, String other, List<Object> listed, String path, Violations violations) {
        Domain domain = domains.get(other);
        if (domain == null) {
            violations.add(
                    path,
                    FieldCode.UNKNOWN_FIELD,
                    "is not searched; there are " + Shown.of(List.copyOf(domains.keySet())));
        } else if (domain instanceof FloatDomain) {
            violations.add(
                    path, FieldCode.CONFLICT, "must have choices or be whole numbers, but " + other + " is float");
        } else if (domain instanceof IntDomain whole) {
            violations.collect(path, () -> {
                listed.forEach(whole::ofKind);
                if (listed.stream().noneMatch(whole::contains)) {
                    throw new InvalidField(
                            "",
                            FieldCode.CONFLICT,
                            "must list a number that " + other + " can be, which is " + whole.low() + " to "
                                    + whole.high() + ", but got " + Shown.of(listed));
                }
                return listed;
            });
        } else {
            for (int i = 0; i < listed.size(); i++) {
                if (!domain.contains(listed.get(i))) {
                    violations.add(
                            path + "[" + i + "]",
                            FieldCode.NOT_ONE_OF,
                            "must be one of " + Shown.of(((CategoricalDomain) domain).choices()) + ", the choices of "
                                    + other + ", but got " + Shown.of(listed.get(i)));
                }
            }
        }
    }

    /** @throws InvalidFields if there is a circle, for each condition of it */
    private static List<String> parentsFirst(Set<String> names, Map<String, Condition> conditions) {
        Set<String> placed = new LinkedHashSet<>();
        List<String> left = new ArrayList<>(names);
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(name -> placed.containsAll(parents(name, conditions)))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                throw circle(left, conditions);
            }
            placed.add(next);
            left.remove(next);
        }
        return List.copyOf(placed);
    }

    private static Set<String> parents(String name, Map<String, Condition> conditions) {
        Condition condition = conditions.get(name);
        return condition == null ? Set.of() : condition.values().keySet();
    }

    /** Each of those left waits for another of them: whoever goes from one to the next comes round. */
    private static InvalidFields circle(List<String> left, Map<String, Condition> conditions) {
        List<String> way = new ArrayList<>();
        String at = left.get(0);
        while (!way.contains(at)) {
            way.add(at);
            at = parents(at, conditions).stream()
                    .filter(left::contains)
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = way.subList(way.indexOf(at), way.size());
        List<InvalidField> refused = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            refused.add(new InvalidField(
                    circle.get(i) + ".when." + circle.get((i + 1) % circle.size()),
                    FieldCode.CONFLICT,
                    "must not go round in a circle, as " + Shown.of(circle) + " do"));
        }
        return new InvalidFields(refused);
    }

    /**
     * What other parameters must have one of, so that this one is there: its own condition, and those of the parameters which that
     * names. Lists are empty where these contradict each other.
     */
    private Map<String, List<Object>> needs(String name) {
        Map<String, List<Object>> needs = new LinkedHashMap<>();
        Set<String> asked = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove();
            Condition condition = byParameter.get(next);
            if (condition != null && asked.add(next)) {
                condition.values().forEach((other, listed) -> {
                    needs.merge(
                            other,
                            listed,
                            (all, some) -> all.stream()
                                    .filter(each -> condition.allows(other, each))
                                    .toList());
                    open.add(other);
                });
            }
        }
        return needs;
    }

    private boolean isPossible(String name, Map<String, Domain> domains) {
        return needs(name).entrySet().stream().allMatch(each -> {
            Domain domain = domains.get(each.getKey());
            return domain != null && each.getValue().stream().anyMatch(domain::contains);
        });
    }

    /**
     * What is left of them in other ranges: choices that are gone are no longer listed. Whole numbers stay listed, for a range may grow
     * again.
     *
     * @param ranges of the space's parameters; of those that are not there in any trial, they do not matter
     */
    Conditions over(Map<String, Domain> ranges) {
        Map<String, Condition> left = new LinkedHashMap<>();
        List<String> there = new ArrayList<>();
        for (String name : parentsFirst) {
            Condition condition = byParameter.get(name);
            Optional<Condition> narrowed =
                    condition == null || !there.containsAll(condition.values().keySet())
                            ? Optional.empty()
                            : condition.within(ranges);
            narrowed.ifPresent(each -> left.put(name, each));
            if (condition == null || (narrowed.isPresent() && new Conditions(left, there).isPossible(name, ranges))) {
                there.add(name);
            } else {
                left.remove(name);
            }
        }
        return new Conditions(left, there);
    }
}
