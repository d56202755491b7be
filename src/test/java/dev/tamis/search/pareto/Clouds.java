package dev.tamis.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Points by chance, and what they are by definition. */
final class Clouds {

    private Clouds() {}

    /** Points of a lattice, so that many merits are equal and some points are, in [0, steps] / steps. */
    static List<double[]> coarse(int seed, int points, int objectives, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> cloud = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            cloud.add(random.ints(objectives, 0, steps + 1)
                    .mapToDouble(each -> (double) each / steps)
                    .toArray());
        }
        return cloud;
    }

    /** Points of a sphere: none dominates another. */
    static List<double[]> sphere(int seed, int points, int objectives) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> cloud = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            double[] point = random.doubles(objectives).toArray();
            double length = 0;
            for (double each : point) {
                length += each * each;
            }
            for (int k = 0; k < objectives; k++) {
                point[k] /= Math.sqrt(length);
            }
            cloud.add(point);
        }
        return cloud;
    }

    static boolean dominates(double[] one, double[] other) {
        boolean isBetter = false;
        for (int k = 0; k < one.length; k++) {
            if (one[k] < other[k]) {
                return false;
            }
            isBetter |= one[k] > other[k];
        }
        return isBetter;
    }

    /** By taking one front after the other away. */
    static int[] peeled(List<double[]> points) {
        int[] ranks = new int[points.size()];
        Arrays.fill(ranks, -1);
        int done = 0;
        for (int front = 0; done < ranks.length; front++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < ranks.length; i++) {
                boolean isBest = ranks[i] < 0;
                for (int j = 0; j < ranks.length && isBest; j++) {
                    isBest = ranks[j] >= 0 || !dominates(points.get(j), points.get(i));
                }
                if (isBest) {
                    members.add(i);
                }
            }
            for (int each : members) {
                ranks[each] = front;
            }
            done += members.size();
        }
        return ranks;
    }

    /** By inclusion and exclusion of the boxes from the reference to each point. */
    static double volume(List<double[]> points, double[] reference) {
        double sum = 0;
        for (int set = 1; set < 1 << points.size(); set++) {
            double box = 1;
            for (int k = 0; k < reference.length; k++) {
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < points.size(); i++) {
                    least = (set >> i & 1) == 0 ? least : Math.min(least, points.get(i)[k]);
                }
                box *= Math.max(0, least - reference[k]);
            }
            sum += Integer.bitCount(set) % 2 == 1 ? box : -box;
        }
        return sum;
    }
}
