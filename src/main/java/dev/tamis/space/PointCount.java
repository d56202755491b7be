package dev.tamis.space;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;

/** How many points a space has, branch by branch: values that no condition lists make no difference, and are counted together. */
final class PointCount {

    private final SearchSpace space;
    private final ToLongFunction<String> sizes;
    private final BigInteger enough;

    /** By parameter: those of its values that some condition lists. */
    private final Map<String, Collection<Object>> listed = new HashMap<>();

    /**
     * @param sizes how many values each parameter has
     * @param has whether a value that a condition lists is one of them
     */
    PointCount(SearchSpace space, ToLongFunction<String> sizes, BiPredicate<String, Object> has, long enough) {
        this.space = space;
        this.sizes = sizes;
        this.enough = BigInteger.valueOf(enough);
        Map<String, Map<Object, Object>> distinct = new HashMap<>();
        for (Condition condition : space.conditions().values()) {
            condition
                    .values()
                    .forEach((other, values) -> values.stream()
                            .filter(value -> has.test(other, value))
                            .forEach(value -> distinct.computeIfAbsent(other, first -> new LinkedHashMap<>())
                                    .putIfAbsent(CategoricalDomain.plain(value), value)));
        }
        distinct.forEach((name, values) -> listed.put(name, values.values()));
    }

    BigInteger count() {
        return count(0, new HashMap<>());
    }

    private BigInteger count(int place, Map<String, Object> chosen) {
        if (place == space.parentsFirst().size()) {
            return BigInteger.ONE;
        }
        String name = space.parentsFirst().get(place);
        if (!space.isThere(name, chosen)) {
            return count(place + 1, chosen);
        }
        Collection<Object> branching = listed.getOrDefault(name, List.of());
        BigInteger sum = BigInteger.valueOf(sizes.applyAsLong(name) - branching.size());
        if (sum.signum() > 0) {
            sum = sum.multiply(count(place + 1, chosen));
        }
        for (Object value : branching) {
            if (sum.compareTo(enough) > 0) {
                return sum;
            }
            chosen.put(name, value);
            sum = sum.add(count(place + 1, chosen));
            chosen.remove(name);
        }
        return sum;
    }
}
