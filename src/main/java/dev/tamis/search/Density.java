package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where along one parameter trials lie, as shares of cells, smeared with a kernel: neighbouring numbers tell of each other, choices
 * do not.
 *
 * <p>Numbers, real or whole, have 64 cells of their scale and a Gaussian kernel of Scott's bandwidth, cut off at both ends of the
 * range; a choice is a cell of its own. The kernel is that of all trials, for some of them too: then the difference that chance
 * makes has a known mean.
 */
final class Density {

    private static final int CELLS = 64;
    private static final int DRAWS = 50;

    private final int[] cellOf;
    private final int count;

    /** Row: the cell of a trial; column: how much of it lies in each cell. Null where each lies in its own. */
    private final double @Nullable [][] kernel;

    private final double[] all;

    private Density(int[] cellOf, int count, double @Nullable [][] kernel) {
        this.cellOf = cellOf;
        this.count = count;
        this.kernel = kernel;
        this.all = smeared(shares(cellOf, cellOf.length));
    }

    /** @param positions of all trials in the domain, best first */
    static Density of(Domain domain, double[] positions) {
        boolean ordered = domain instanceof NumericDomain;
        int cells = ordered ? CELLS : (int) domain.cardinality().orElseThrow();
        int[] cellOf = Arrays.stream(positions)
                .mapToInt(position -> Math.min(cells - 1, (int) (position * cells)))
                .toArray();
        return new Density(cellOf, cells, ordered ? gaussian(bandwidth(positions)) : null);
    }

    /** Whether trials differ in this parameter at all. */
    boolean varies() {
        return Arrays.stream(cellOf).anyMatch(cell -> cell != cellOf[0]);
    }

    /** The Pearson divergence of the density of the first few trials from that of all: E[(first(x) / all(x) - 1)^2]. */
    double divergence(int first) {
        return divergence(cellOf, first);
    }

    private double divergence(int[] cells, int first) {
        double[] some = smeared(shares(cells, first));
        double divergence = 0;
        for (int cell = 0; cell < all.length; cell++) {
            if (all[cell] > 0) {
                double difference = some[cell] - all[cell];
                divergence += difference * difference / all[cell];
            }
        }
        return divergence;
    }

    /**
     * How far that divergence goes by chance: its mean and one standard deviation above it, over blind choices of so many
     * trials. Drawn, because formulas are at hand for the mean alone; the same at every call.
     */
    double divergenceByChance(int first) {
        RandomGenerator random = new Seed(first).generator();
        int[] cells = cellOf.clone();
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < first; i++) {
                int other = random.nextInt(i, cells.length);
                int cell = cells[other];
                cells[other] = cells[i];
                cells[i] = cell;
            }
            double divergence = divergence(cells, first);
            sum += divergence;
            squares += divergence * divergence;
        }
        double mean = sum / DRAWS;
        return mean + Math.sqrt(Math.max(0, squares / DRAWS - mean * mean));
    }

    private double[] shares(int[] cells, int first) {
        double[] shares = new double[count];
        for (int i = 0; i < first; i++) {
            shares[cells[i]] += 1.0 / first;
        }
        return shares;
    }

    private double[] smeared(double[] shares) {
        if (kernel == null) {
            return shares;
        }
        double[] smeared = new double[shares.length];
        for (int from = 0; from < shares.length; from++) {
            for (int to = 0; shares[from] > 0 && to < shares.length; to++) {
                smeared[to] += shares[from] * kernel[from][to];
            }
        }
        return smeared;
    }

    private static double[][] gaussian(double bandwidth) {
        double[] weights = new double[CELLS];
        Arrays.setAll(weights, distance -> Math.exp(-Math.pow(distance / (CELLS * bandwidth), 2) / 2));
        double[][] kernel = new double[CELLS][CELLS];
        for (int from = 0; from < CELLS; from++) {
            double total = 0;
            for (int to = 0; to < CELLS; to++) {
                kernel[from][to] = weights[Math.abs(to - from)];
                total += kernel[from][to];
            }
            for (int to = 0; to < CELLS; to++) {
                kernel[from][to] /= total;
            }
        }
        return kernel;
    }

    /** Scott's rule, but never finer than the cells: 1.059 min(deviation, quartile distance / 1.34) n^(-1/5). */
    private static double bandwidth(double[] positions) {
        double[] sorted = positions.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                        .map(position -> (position - mean) * (position - mean))
                        .sum()
                / Math.max(1, n - 1);
        double deviation = Math.sqrt(variance);
        double quartiles = (sorted[3 * (n - 1) / 4] - sorted[(n - 1) / 4]) / 1.34;
        // Where half of all trials have one value, the quartiles say nothing.
        double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
        return Math.max(1.0 / CELLS, 1.059 * spread * Math.pow(n, -0.2));
    }
}
