package dev.tamis.search.sampler.cma;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How likely each choice of an axis without an order is: moved towards what the better half of a generation chose, as in S. Baluja,
 * Population-based incremental learning (1994), and never below a margin, as in R. Hamano and others, CatCMA (GECCO 2024), section 3.
 */
record Chances(double[] shares) {

    /** How far one generation moves them. */
    private static final double RATE = 0.3;

    /** All alike. */
    static Chances of(int choices) {
        double[] shares = new double[choices];
        Arrays.fill(shares, 1.0 / choices);
        return new Chances(shares);
    }

    int draw(RandomGenerator random) {
        double left = random.nextDouble();
        for (int i = 0; i + 1 < shares.length; i++) {
            left -= shares[i];
            if (left < 0) {
                return i;
            }
        }
        return shares.length - 1;
    }

    /**
     * After a generation.
     *
     * @param best what its better half chose, best first; negative: nothing
     * @param weights of them
     * @param margin together, all choices but one have that chance at least
     */
    Chances after(int[] best, double[] weights, double margin) {
        double[] moved = shares.clone();
        for (int i = 0; i < best.length; i++) {
            for (int k = 0; k < moved.length && best[i] >= 0; k++) {
                moved[k] += RATE * weights[i] * ((k == best[i] ? 1 : 0) - shares[k]);
            }
        }
        double least = margin / Math.max(1, moved.length - 1);
        double sum = 0;
        for (int k = 0; k < moved.length; k++) {
            moved[k] = Math.max(least, moved[k]);
            sum += moved[k];
        }
        for (int k = 0; k < moved.length; k++) {
            moved[k] /= sum;
        }
        return new Chances(moved);
    }
}
