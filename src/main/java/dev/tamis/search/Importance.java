package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each parameter decides whether a trial is good: PED-ANOVA (Watanabe, Bansal, Hutter: PED-ANOVA: Efficiently
 * Quantifying Hyperparameter Importance in Arbitrary Subspaces, IJCAI 2023).
 *
 * <p>The importance of a parameter is the Pearson divergence of its density among the best tenth of the trials from its density
 * among all trials, E[(top(x) / all(x) - 1)^2] over x drawn as all trials were: the paper's local importance with gamma' = 0.1,
 * gamma = 1, less the factor (gamma' / gamma)^2 that all parameters share. Densities are Gaussian kernel estimates with Scott's
 * bandwidth on the domain's scale; those of discrete parameters are counts.
 */
public final class Importance {

    /** The share of trials that count as good; the paper's gamma'. */
    private static final double TOP_SHARE = 0.1;

    /** At least so many trials count as good, or the estimate is mostly chance. */
    private static final int FEWEST = 5;

    /** Cells of the grid on which densities are estimated. */
    private static final int CELLS = 64;

    private Importance() {}

    /**
     * Shares that sum to 1; all 0 if fewer than five trials completed, if every trial counts as good, or if the good ones are
     * spread exactly as all are.
     *
     * @param space the ranges to look at; trials outside do not count
     * @param trials finished trials; failed ones count as worst
     */
    public static Map<String, Double> of(SearchSpace space, List<ScoredTrial> trials, Objective objective) {
        return of(new Sample(space, trials, objective));
    }

    static Map<String, Double> of(Sample sample) {
        int wanted = Math.max(FEWEST, (int) Math.ceil(TOP_SHARE * sample.size()));
        boolean canTell = sample.completed() >= FEWEST && wanted < sample.size();
        double[] merits = sample.merits();
        // Equal values are equally good.
        int top = canTell ? sample.countAtLeast(merits[Math.min(wanted, sample.completed()) - 1]) : 0;
        Map<String, Double> divergences = new LinkedHashMap<>();
        sample.space()
                .domains()
                .forEach((name, domain) -> divergences.put(
                        name, canTell && top < merits.length ? divergence(domain, sample.positions(name), top) : 0));
        double sum =
                divergences.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 0) {
            divergences.replaceAll((name, divergence) -> divergence / sum);
        }
        return divergences;
    }

    private static double divergence(Domain domain, double[] positions, int top) {
        boolean isDiscrete =
                domain.cardinality().isPresent() && domain.cardinality().getAsLong() <= CELLS;
        double[] good = Arrays.copyOf(positions, top);
        double[] all = isDiscrete ? counts(positions) : density(positions);
        double[] best = isDiscrete ? counts(good) : density(good);
        double divergence = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            if (all[cell] > 0) {
                divergence += all[cell] * Math.pow(best[cell] / all[cell] - 1, 2);
            }
        }
        return divergence;
    }

    /** Share of the positions in each cell. */
    private static double[] counts(double[] positions) {
        double[] counts = new double[CELLS];
        for (double position : positions) {
            counts[Math.min(CELLS - 1, (int) (position * CELLS))] += 1.0 / positions.length;
        }
        return counts;
    }

    /** The shares, smeared with a Gaussian kernel that is cut off at both ends of the range. */
    private static double[] density(double[] positions) {
        double[] counts = counts(positions);
        double bandwidth = bandwidth(positions);
        double[] density = new double[CELLS];
        for (int from = 0; from < CELLS; from++) {
            if (counts[from] == 0) {
                continue;
            }
            double[] kernel = new double[CELLS];
            for (int to = 0; to < CELLS; to++) {
                double distance = (double) (to - from) / CELLS / bandwidth;
                kernel[to] = Math.exp(-distance * distance / 2);
            }
            double total = Arrays.stream(kernel).sum();
            for (int to = 0; to < CELLS; to++) {
                density[to] += counts[from] * kernel[to] / total;
            }
        }
        return density;
    }

    /** Scott's rule, but never finer than the grid: 1.059 min(deviation, quartile distance / 1.34) n^(-1/5). */
    private static double bandwidth(double[] positions) {
        double[] sorted = positions.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                        .map(position -> (position - mean) * (position - mean))
                        .sum()
                / Math.max(1, n - 1);
        double quartiles = sorted[3 * (n - 1) / 4] - sorted[(n - 1) / 4];
        double spread = Math.min(Math.sqrt(variance), quartiles / 1.34);
        return Math.max(1.0 / CELLS, 1.059 * spread * Math.pow(n, -0.2));
    }
}
