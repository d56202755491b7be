package dev.tamis.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * How much of the space of merits points dominate, from a reference point on: E. Zitzler and L. Thiele, Multiobjective evolutionary
 * algorithms: a comparative case study and the strength Pareto approach (IEEE Transactions on Evolutionary Computation 1999). Points that are
 * not better than the reference everywhere count for nothing.
 *
 * <p>Exact: two merits by a sweep, three by a sweep along the third that keeps the area of the stairs of the other two (C. Fonseca and others,
 * An improved dimension-sweep algorithm for the hypervolume indicator, CEC 2006). O(n log n).
 */
public final class Hypervolume {

    private static final double ROOM = 0.1;

    private Hypervolume() {}

    /**
     * The length, area or volume that points dominate; never infinite.
     *
     * @param merits of each point 1 to 3, as many as the reference has; points that others dominate change nothing
     */
    public static double of(List<double[]> merits, double[] reference) {
        List<double[]> above = merits.stream()
                .filter(each -> isAbove(each, reference))
                .map(each -> padded(each, reference))
                .sorted(Comparator.comparingDouble(each -> -each[2]))
                .toList();
        Stairs stairs = new Stairs();
        double volume = 0;
        double level = 0;
        for (double[] each : above) {
            if (stairs.area > 0 && level > each[2]) {
                volume += stairs.area * (level - each[2]);
            }
            stairs.add(each[0], each[1]);
            level = each[2];
        }
        return Math.min(Double.MAX_VALUE, stairs.area > 0 ? volume + stairs.area * level : volume);
    }

    /** What each point alone dominates: by so much the whole would be less without it. O(n^2 log n). */
    public static double[] contributions(List<double[]> points, double[] reference) {
        double whole = of(points, reference);
        double[] contributions = new double[points.size()];
        for (int i = 0; i < contributions.length; i++) {
            List<double[]> others = new ArrayList<>(points);
            others.remove(i);
            contributions[i] = Math.max(0, whole - of(others, reference));
        }
        return contributions;
    }

    /**
     * Points that together dominate much: one after the other, the one that adds most to those before it, of equals the first. That is at
     * least 63 % of what the best choice would (G. Nemhauser and others, An analysis of approximations for maximizing submodular set
     * functions, 1978); who adds less than another ever could is not looked at (M. Minoux, Accelerated greedy algorithms, 1978).
     *
     * @param count how many are wanted
     * @return indices in the order of choice; count of them, or all there are
     */
    public static int[] subset(List<double[]> points, double[] reference, int count) {
        PriorityQueue<Gain> gains = new PriorityQueue<>(
                Comparator.comparingDouble((Gain each) -> -each.most()).thenComparingInt(Gain::index));
        for (int i = 0; i < points.size(); i++) {
            gains.add(new Gain(i, of(List.of(points.get(i)), reference), 0));
        }
        int[] chosen = new int[Math.min(count, points.size())];
        List<double[]> taken = new ArrayList<>();
        double volume = 0;
        while (taken.size() < chosen.length) {
            Gain next = gains.remove();
            double[] point = points.get(next.index());
            if (next.known() == taken.size()) {
                chosen[taken.size()] = next.index();
                taken.add(point);
                volume = of(taken, reference);
            } else {
                taken.add(point);
                double gain = of(taken, reference) - volume;
                taken.remove(taken.size() - 1);
                gains.add(new Gain(next.index(), gain, taken.size()));
            }
        }
        return chosen;
    }

    /** @param most what a point added when so many were known: later it adds no more */
    private record Gain(int index, double most, int known) {}

    /**
     * A reference for points of which nobody named one: beyond the worst of them by a tenth of their extent in each merit, so that those at the
     * ends count too.
     *
     * @param points at least one
     */
    public static double[] reference(List<double[]> points) {
        double[] reference = new double[points.get(0).length];
        Arrays.setAll(reference, k -> {
            double worst = points.stream().mapToDouble(each -> each[k]).min().orElseThrow();
            double best = points.stream().mapToDouble(each -> each[k]).max().orElseThrow();
            // Where all are alike, by anything: only that they are above it counts.
            return worst - (best > worst ? ROOM * (best - worst) : Math.max(1, Math.abs(worst)));
        });
        return reference;
    }

    private static boolean isAbove(double[] point, double[] reference) {
        for (int k = 0; k < reference.length; k++) {
            if (!(point[k] > reference[k])) {
                return false;
            }
        }
        return true;
    }

    /** From the reference on, and as high as 1 in what there is not. */
    private static double[] padded(double[] point, double[] reference) {
        double[] padded = {1, 1, 1};
        for (int k = 0; k < reference.length; k++) {
            padded[k] = point[k] - reference[k];
        }
        return padded;
    }

    /** Points of a plane of which none is to the right of and above another, and the area between them and the axes. */
    private static final class Stairs {

        private final TreeMap<Double, Double> heights = new TreeMap<>();
        private double area;

        void add(double right, double height) {
            Map.Entry<Double, Double> next = heights.ceilingEntry(right);
            double below = next == null ? 0 : next.getValue();
            if (below >= height) {
                return;
            }
            double from = right;
            Map.Entry<Double, Double> before = heights.floorEntry(right);
            while (before != null && before.getValue() <= height) {
                area += (from - before.getKey()) * (height - below);
                from = before.getKey();
                below = before.getValue();
                heights.remove(before.getKey());
                before = heights.floorEntry(right);
            }
            area += (from - (before == null ? 0 : before.getKey())) * (height - below);
            heights.put(right, height);
        }
    }
}
