package dev.tamis.search.pareto;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much room each point of a front has: the distances of its neighbours along each merit as shares of the front's extent there, added up
 * (K. Deb and others, NSGA-II, 2002, section III B). Infinite at the ends. Along a merit in which all points are equal nobody has room.
 */
public final class Crowding {

    private Crowding() {}

    /** @param front points with as many merits each, finite */
    public static double[] distances(List<double[]> front) {
        double[] distances = new double[front.size()];
        for (int k = 0; k < (front.isEmpty() ? 0 : front.get(0).length); k++) {
            int merit = k;
            int[] order = IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> front.get(i)[merit]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double least = front.get(order[0])[k];
            double most = front.get(order[order.length - 1])[k];
            if (!(most > least)) {
                continue;
            }
            for (int i = 0; i < order.length; i++) {
                double below = i == 0 ? Double.NEGATIVE_INFINITY : front.get(order[i - 1])[k];
                double above = i == order.length - 1 ? Double.POSITIVE_INFINITY : front.get(order[i + 1])[k];
                // Halved first: the extent of a front may be larger than the largest number.
                distances[order[i]] += (above / 2 - below / 2) / (most / 2 - least / 2);
            }
        }
        return distances;
    }
}
