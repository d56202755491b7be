package dev.tamis.search.sampler.gp;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The logarithm of the expected improvement of a standard normal variable, phi(u) + u Phi(u), without losing it where it is next to
 * nothing: S. Ament and others, Unexpected improvements to expected improvement for Bayesian optimization (NeurIPS 2023), section 4.
 */
final class LogImprovement {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double LOG_ROOT_2_PI = Math.log(2 * Math.PI) / 2;

    /** From here on its series converges faster than rounding errors grow. */
    private static final double FAR = -20;

    private LogImprovement() {}

    static double at(double u) {
        if (u > -1) {
            return Math.log(NORMAL.density(u) + u * NORMAL.cumulativeProbability(u));
        }
        return -u * u / 2 - LOG_ROOT_2_PI + Math.log(remainder(u));
    }

    /** Its derivative: Phi(u) over the expected improvement. */
    static double slope(double u) {
        return u > -1
                ? NORMAL.cumulativeProbability(u) / (NORMAL.density(u) + u * NORMAL.cumulativeProbability(u))
                : ratio(u) / remainder(u);
    }

    /** The logarithm of the probability that a standard normal variable is at most u. */
    static double logChance(double u) {
        return u > -1 ? Math.log(NORMAL.cumulativeProbability(u)) : -u * u / 2 - LOG_ROOT_2_PI + Math.log(ratio(u));
    }

    /** The expected improvement over the density. */
    private static double remainder(double u) {
        double square = u * u;
        return u > FAR ? 1 + u * ratio(u) : (1 - 3 / square + 15 / (square * square)) / square;
    }

    /** Mills' ratio: the tail over the density. */
    static double ratio(double u) {
        double square = u * u;
        return u > FAR
                ? NORMAL.cumulativeProbability(u) / NORMAL.density(u)
                : -(1 - 1 / square + 3 / (square * square)) / u;
    }
}
