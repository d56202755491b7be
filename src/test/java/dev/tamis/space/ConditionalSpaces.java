package dev.tamis.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Spaces whose parameters depend on each other, and what that means, said a second time. */
public final class ConditionalSpaces {

    private ConditionalSpaces() {}

    /** An optimizer with what each kind reads, and what only one of two depths has; nested, and children before parents. */
    public static SearchSpace optimizers() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("momentum", new FloatDomain(0.5, 0.99, Scale.LINEAR));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "NAG", "ADAM")));
        domains.put("learningRate", new FloatDomain(1e-5, 1e-1, Scale.LOG));
        domains.put("beta1", new FloatDomain(0.8, 0.99, Scale.LINEAR));
        domains.put("hiddenLayers", new IntDomain(0, 2, Scale.LINEAR));
        domains.put("hiddenUnits", new IntDomain(16, 512, Scale.LOG));
        domains.put("dropout", new CategoricalDomain(List.of(0.0, 0.5)));
        return new SearchSpace(
                domains,
                Map.of(
                        "momentum", new Condition(Map.of("optimizer", List.of("MOMENTUM", "NAG"))),
                        "beta1", new Condition(Map.of("optimizer", List.of("ADAM"))),
                        "hiddenUnits", new Condition(Map.of("hiddenLayers", List.of(1L, 2L))),
                        "dropout",
                                new Condition(
                                        Map.of("hiddenLayers", List.of(2L), "optimizer", List.of("SGD", "ADAM")))));
    }

    /** Whether a parameter is there in a point: by what a condition says, and nothing that the code under test knows. */
    public static boolean isThere(SearchSpace space, String name, Map<String, Object> values) {
        Condition condition = space.conditions().get(name);
        return condition == null
                || condition.values().entrySet().stream()
                        .allMatch(each -> isThere(space, each.getKey(), values)
                                && each.getValue().contains(values.get(each.getKey())));
    }

    /** What is left of values of all parameters. */
    public static Map<String, Object> without(SearchSpace space, Map<String, Object> all) {
        Map<String, Object> left = new LinkedHashMap<>(all);
        left.keySet().removeIf(name -> !isThere(space, name, all));
        return left;
    }

    /** Every combination of these values, less what is not there, once: the long way. */
    public static List<Map<String, Object>> combinations(SearchSpace space, Map<String, List<Object>> axes) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (String name : space.domains().keySet()) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> each : all) {
                for (Object value : axes.get(name)) {
                    Map<String, Object> more = new LinkedHashMap<>(each);
                    more.put(name, value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all.stream().map(each -> without(space, each)).distinct().toList();
    }

    /** Of two to six small parameters in any order, most of which depend on one or two others. */
    public static SearchSpace any(long seed) {
        RandomGenerator random = new Seed(seed).generator();
        while (true) {
            try {
                return tried(random);
            } catch (InvalidFields contradictory) {
                // another one
            }
        }
    }

    private static SearchSpace tried(RandomGenerator random) {
        List<String> names = new ArrayList<>();
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        int count = random.nextInt(2, 7);
        for (int i = 0; i < count; i++) {
            String name = "p" + i;
            Map<String, List<Object>> when = new LinkedHashMap<>();
            for (int k = random.nextInt(3); k > 0 && i > 0; k--) {
                String other = names.get(random.nextInt(i));
                if (!(domains.get(other) instanceof FloatDomain)) {
                    List<Object> values = new ArrayList<>(domains.get(other).grid(9));
                    Collections.shuffle(values, new Random(random.nextLong()));
                    when.put(other, values.subList(0, random.nextInt(1, values.size() + 1)));
                }
            }
            if (!when.isEmpty()) {
                conditions.put(name, new Condition(when));
            }
            domains.put(name, domain(random));
            names.add(name);
        }
        Collections.shuffle(names, new Random(random.nextLong()));
        Map<String, Domain> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, domains.get(name)));
        return new SearchSpace(shuffled, conditions);
    }

    private static Domain domain(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new FloatDomain(0.1, 1, Scale.LOG);
            case 1 -> new IntDomain(1, random.nextInt(2, 4), Scale.LINEAR);
            case 2 -> new CategoricalDomain(List.of(true, false));
            default -> new CategoricalDomain(List.<Object>of("A", "B", "C").subList(0, random.nextInt(1, 4)));
        };
    }
}
