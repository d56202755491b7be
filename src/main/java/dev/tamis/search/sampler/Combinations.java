package dev.tamis.search.sampler;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every combination of some values of each parameter, once: what is not there in a point has no value that could be combined.
 *
 * <pre>
 * optimizer SGD, MOMENTUM; momentum 0.5, 0.9 when optimizer is MOMENTUM: three points
 * SGD  |  MOMENTUM 0.5  |  MOMENTUM 0.9
 * </pre>
 */
final class Combinations {

    private final SearchSpace space;
    private final Map<String, List<Object>> axes;
    private final List<String> order;

    /** @param axes the values of each parameter of the space */
    Combinations(SearchSpace space, Map<String, List<Object>> axes) {
        this.space = space;
        this.axes = axes;
        this.order = space.parentsFirst();
    }

    /** How many there are; only that they are more, where they are more than enough. */
    BigInteger count(long enough) {
        return space.count(
                name -> axis(name).size(),
                (name, value) -> axis(name).contains(space.domain(name).ofKind(value)),
                enough);
    }

    /** The first so many: values in their order, and the last parameter changes fastest. */
    List<Parameters> first(int count) {
        List<Parameters> points = new ArrayList<>(count);
        add(0, new HashMap<>(), points, count);
        return points;
    }

    private void add(int place, Map<String, Object> chosen, List<Parameters> points, int enough) {
        if (points.size() == enough) {
            return;
        }
        if (place == order.size()) {
            points.add(space.point((name, domain) -> Objects.requireNonNull(chosen.get(name), name)));
            return;
        }
        String name = order.get(place);
        if (!space.isThere(name, chosen)) {
            add(place + 1, chosen, points, enough);
            return;
        }
        for (Object value : axis(name)) {
            chosen.put(name, value);
            add(place + 1, chosen, points, enough);
        }
        chosen.remove(name);
    }

    private List<Object> axis(String name) {
        return Objects.requireNonNull(axes.get(name), name);
    }
}
