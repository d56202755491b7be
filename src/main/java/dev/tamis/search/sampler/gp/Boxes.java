package dev.tamis.search.sampler.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Boxes that together are what a front of costs does not dominate, below the reference, and do not overlap. For two objectives a column for
 * each point and one more; for three such columns in each layer between neighbours of the third: their number grows with the square of the
 * number of points.
 */
final class Boxes {

    /** For each box, by objective, the index of its upper level. */
    final List<int[]> uppers = new ArrayList<>();

    /** And of its lower one; -1 where it has no end. */
    final List<int[]> lowers = new ArrayList<>();

    /**
     * @param levels of each objective the values of the front's points and last the reference, ascending
     * @param front of two or three objectives
     */
    Boxes(double[][] levels, List<double[]> front) {
        if (levels.length == 2) {
            TreeMap<Integer, Integer> stairs = new TreeMap<>();
            front.forEach(each -> add(stairs, index(levels, each, 0), index(levels, each, 1)));
            columns(stairs, levels, new int[0], new int[0]);
            return;
        }
        List<double[]> rising = new ArrayList<>(front);
        rising.sort(Comparator.comparingDouble(each -> each[2]));
        TreeMap<Integer, Integer> stairs = new TreeMap<>();
        int next = 0;
        for (int layer = 0; layer < levels[2].length; layer++) {
            columns(stairs, levels, new int[] {layer - 1}, new int[] {layer});
            while (next < rising.size() && index(levels, rising.get(next), 2) == layer) {
                double[] each = rising.get(next++);
                add(stairs, index(levels, each, 0), index(levels, each, 1));
            }
        }
    }

    private static int index(double[][] levels, double[] point, int objective) {
        return Arrays.binarySearch(levels[objective], point[objective]);
    }

    /** Stairs fall from left to right: who is behind another falls away. */
    private static void add(NavigableMap<Integer, Integer> stairs, int first, int second) {
        if (stairs.floorEntry(first) != null && stairs.floorEntry(first).getValue() <= second) {
            return;
        }
        stairs.put(first, second);
        while (stairs.higherEntry(first) != null && stairs.higherEntry(first).getValue() >= second) {
            stairs.remove(stairs.higherKey(first));
        }
    }

    private void columns(NavigableMap<Integer, Integer> stairs, double[][] levels, int[] low, int[] high) {
        int from = -1;
        int top = levels[1].length - 1;
        for (var each : stairs.entrySet()) {
            column(from, each.getKey(), top, low, high);
            from = each.getKey();
            top = each.getValue();
        }
        column(from, levels[0].length - 1, top, low, high);
    }

    private void column(int from, int to, int top, int[] low, int[] high) {
        uppers.add(high.length == 0 ? new int[] {to, top} : new int[] {to, top, high[0]});
        lowers.add(low.length == 0 ? new int[] {from, -1} : new int[] {from, -1, low[0]});
    }
}
