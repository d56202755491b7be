package dev.tamis.search.sampler.cube;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search space as the unit cube: a point is a vector of positions, one for each parameter in the space's order, uniform on its
 * domain's scale. What a point has no value of is NaN there.
 *
 * @param axes in the space's order
 */
public record Cube(SearchSpace space, List<Axis> axes) {

    private static final double MIDDLE = 0.5;

    public Cube {
        axes = List.copyOf(axes);
    }

    /** The cube of a space. */
    public static Cube of(SearchSpace space) {
        return new Cube(
                space,
                space.domains().entrySet().stream()
                        .map(each -> Axis.of(each.getKey(), each.getValue()))
                        .toList());
    }

    /** How many parameters there are. */
    public int dimensions() {
        return axes.size();
    }

    /** Where a point lies: of discrete axes in the middle of the stretch that is rounded to its value. */
    public double[] positionsOf(Parameters point) {
        double[] positions = new double[axes.size()];
        for (int i = 0; i < positions.length; i++) {
            Object value = point.values().get(axes.get(i).name());
            positions[i] = value == null ? Double.NaN : axes.get(i).domain().positionOf(value);
        }
        return positions;
    }

    /** The point at a place; of discrete axes the value whose stretch holds the position. */
    public Parameters pointAt(double[] positions) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < positions.length; i++) {
            if (!Double.isNaN(positions[i])) {
                values.put(axes.get(i).name(), axes.get(i).domain().valueAt(positions[i]));
            }
        }
        return new Parameters(values);
    }

    /**
     * Moves a place to that of the point which it stands for: NaN on axes of parameters that are not there, and in the middle of others
     * where it was NaN.
     */
    public void round(double[] positions) {
        if (space.isConditional()) {
            settle(positions);
        }
        for (int i = 0; i < positions.length; i++) {
            Axis axis = axes.get(i);
            if (axis.isDiscrete() && !Double.isNaN(positions[i])) {
                positions[i] = axis.positions()[axis.indexOf(positions[i])];
            }
        }
    }

    private void settle(double[] positions) {
        Map<String, Double> filled = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            filled.put(axes.get(i).name(), Double.isNaN(positions[i]) ? MIDDLE : positions[i]);
        }
        Map<String, Object> there = space.point((name, domain) -> domain.valueAt(filled.getOrDefault(name, MIDDLE)))
                .values();
        for (int i = 0; i < positions.length; i++) {
            String name = axes.get(i).name();
            positions[i] = there.containsKey(name) ? filled.getOrDefault(name, MIDDLE) : Double.NaN;
        }
    }
}
