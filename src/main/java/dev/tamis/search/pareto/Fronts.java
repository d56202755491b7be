package dev.tamis.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Into which front each point falls: the first holds what nothing dominates, the second what nothing dominates once the first is gone, and
 * so on. Points that are equal are in one front.
 *
 * <p>Points are visited from the best to the worst first merit, so whatever dominates one comes before it; the front that it belongs to is
 * found by bisection, for what a front dominates all fronts before it dominate: M. Jensen, Reducing the run-time complexity of
 * multiobjective EAs (IEEE Transactions on Evolutionary Computation 2003), for two merits; for three, each front keeps the stairs of the other
 * two merits. O(n log n) and O(n log^2 n).
 */
public final class Fronts {

    private Fronts() {}

    /**
     * For each point the number of its front, 0 for the best.
     *
     * @param merits of each point 1 to 3, as many of each, finite
     */
    public static int[] ranks(List<double[]> merits) {
        int[] order = IntStream.range(0, merits.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -merit(merits.get(i), 0))
                        .thenComparingDouble(i -> -merit(merits.get(i), 1))
                        .thenComparingDouble(i -> -merit(merits.get(i), 2)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[order.length];
        List<Stairs> fronts = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            double[] point = merits.get(order[i]);
            if (i > 0 && isSame(point, merits.get(order[i - 1]))) {
                ranks[order[i]] = ranks[order[i - 1]];
                continue;
            }
            int front = firstThatDoesNotCover(fronts, merit(point, 1), merit(point, 2));
            if (front == fronts.size()) {
                fronts.add(new Stairs());
            }
            fronts.get(front).add(merit(point, 1), merit(point, 2));
            ranks[order[i]] = front;
        }
        return ranks;
    }

    private static int firstThatDoesNotCover(List<Stairs> fronts, double second, double third) {
        int low = 0;
        int high = fronts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fronts.get(middle).covers(second, third)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Zero where there are fewer, and never minus zero. */
    private static double merit(double[] point, int which) {
        return which < point.length ? point[which] + 0.0 : 0;
    }

    private static boolean isSame(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(k -> merit(one, k) == merit(other, k));
    }

    /** Points of a plane of which none is to the right of and above another: the further right, the lower. */
    private static final class Stairs {

        private final TreeMap<Double, Double> heights = new TreeMap<>();

        /** Whether one of them is as far right and as high. */
        boolean covers(double right, double height) {
            Map.Entry<Double, Double> next = heights.ceilingEntry(right);
            return next != null && next.getValue() >= height;
        }

        void add(double right, double height) {
            Map.Entry<Double, Double> before = heights.floorEntry(right);
            while (before != null && before.getValue() <= height) {
                heights.remove(before.getKey());
                before = heights.floorEntry(right);
            }
            heights.put(right, height);
        }
    }
}
