package dev.tamis.search;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Which of several candidates has the best mean of a few repeats, and which others cannot be told from it: Gupta's selection of a subset that
 * holds the best (Technometrics 7, 1965). Whoever is the first of k by chance lies above the others by chance, so each is compared as one of
 * k - 1: by Dunnett's one-sided distribution (JASA 50, 1955). The variance is the same for all candidates and pooled over them, as in an
 * analysis of variance: two repeats each would tell next to nothing alone (Welch's test of two such has one or two degrees of freedom).
 */
public final class BestOfMeans {

    /** Of the test: how often the best may be left out of what cannot be told from the first. */
    public static final double LEVEL = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Where the normal distribution has all that doubles tell. */
    private static final double TAIL = 8;

    private static final GaussIntegrator OVER_NOISE = new GaussIntegratorFactory().legendre(64, -TAIL, TAIL);
    private static final GaussIntegrator OVER_SPREAD = new GaussIntegratorFactory().legendre(64, 0, 1);

    private BestOfMeans() {}

    /**
     * Whether candidates are worse than the one with the best mean.
     *
     * @param repeats of each candidate, larger is better: at least one of each, and as many of all
     * @return of each candidate the p-value of the hypothesis that it is no worse than the best; 1 of the best itself, and of all where there is one
     *     repeat each, which tells no spread
     */
    public static double[] pValues(List<double[]> repeats) {
        int n = repeats.get(0).length;
        if (n == 0 || repeats.stream().anyMatch(each -> each.length != n)) {
            throw new IllegalArgumentException(
                    "Each candidate must have the same number of repeats, 1 or more, but got "
                            + repeats.stream().map(each -> each.length).toList());
        }
        double[] means = repeats.stream().mapToDouble(BestOfMeans::mean).toArray();
        double best = Arrays.stream(means).max().orElseThrow();
        int degrees = repeats.size() * (n - 1);
        if (degrees == 0) {
            return Arrays.stream(means).map(mean -> 1).toArray();
        }
        double squares = repeats.stream().mapToDouble(BestOfMeans::squares).sum();
        double error = Math.sqrt(2 * squares / degrees / n);
        return Arrays.stream(means)
                .map(mean -> mean == best
                        ? 1
                        : error == 0 ? 0 : 1 - dunnett((best - mean) / error, means.length - 1, degrees))
                .toArray();
    }

    /**
     * The chance that none of so many candidates, as good as the one they are compared with, lies above it by more than t standard errors of the
     * difference of two means.
     *
     * @param degrees of freedom of the standard error
     */
    static double dunnett(double t, int others, int degrees) {
        ChiSquaredDistribution spread = ChiSquaredDistribution.of(degrees);
        return OVER_SPREAD.integrate(share -> {
            double distance = Math.sqrt(2) * t * Math.sqrt(spread.inverseCumulativeProbability(share) / degrees);
            return OVER_NOISE.integrate(
                    z -> NORMAL.density(z) * Math.pow(NORMAL.cumulativeProbability(z + distance), others));
        });
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    }
}
