package dev.tamis.search;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The divergence of PED-ANOVA (Watanabe, Bansal, Hutter, IJCAI 2023) without cells or tables: Gaussian
 * kernels on [0, 1], each cut off at the ends, summed at 2,000 places. The bandwidth is Scott's, of all trials.
 */
final class PlainPedAnova {

    private static final int PLACES = 2000;

    private PlainPedAnova() {}

    static double divergence(double[] positions, int first) {
        double[] all = densities(positions, positions);
        double[] best = densities(Arrays.copyOf(positions, first), positions);
        return IntStream.range(0, PLACES)
                .mapToDouble(i -> all[i] * Math.pow(best[i] / all[i] - 1, 2) / PLACES)
                .sum();
    }

    static double divergenceOfCounts(double[] positions, int first) {
        return Arrays.stream(positions)
                .distinct()
                .map(value -> {
                    double all = share(positions, positions.length, value);
                    return all * Math.pow(share(positions, first, value) / all - 1, 2);
                })
                .sum();
    }

    private static double share(double[] positions, int first, double value) {
        return (double) Arrays.stream(positions, 0, first)
                        .filter(each -> each == value)
                        .count()
                / first;
    }

    private static double[] densities(double[] positions, double[] forBandwidth) {
        double bandwidth = bandwidth(forBandwidth);
        double[] mass = Arrays.stream(positions)
                .map(centre -> IntStream.range(0, PLACES)
                                .mapToDouble(i -> gaussian((i + 0.5) / PLACES - centre, bandwidth))
                                .sum()
                        / PLACES)
                .toArray();
        return IntStream.range(0, PLACES)
                .mapToDouble(i -> IntStream.range(0, positions.length)
                                .mapToDouble(j -> gaussian((i + 0.5) / PLACES - positions[j], bandwidth) / mass[j])
                                .sum()
                        / positions.length)
                .toArray();
    }

    private static double gaussian(double distance, double bandwidth) {
        return Math.exp(-distance * distance / (2 * bandwidth * bandwidth));
    }

    private static double bandwidth(double[] positions) {
        double mean = Arrays.stream(positions).average().orElseThrow();
        double squares =
                Arrays.stream(positions).map(each -> Math.pow(each - mean, 2)).sum();
        double[] sorted = Arrays.stream(positions).sorted().toArray();
        double quartiles = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        return 1.059
                * Math.min(Math.sqrt(squares / (positions.length - 1)), quartiles / 1.34)
                * Math.pow(positions.length, -0.2);
    }
}
