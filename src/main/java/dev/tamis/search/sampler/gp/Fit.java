package dev.tamis.search.sampler.gp;

import java.util.Arrays;
import java.util.List;

/**
 * The most plausible length scales, noise, signal and power of the {@link Warp}, by their posterior density: the likelihood of the
 * warped costs (C. Rasmussen and C. Williams, section 5.4, and E. Snelson and others, Warped Gaussian processes, NeurIPS 2003) times
 * priors. Length scales are log-normal and the larger the more parameters there are, as in C. Hvarfner and others, Vanilla Bayesian
 * optimization performs great in high dimensions (ICML 2024), but with a median of the root of their number.
 */
final class Fit implements Slope {

    private static final double LENGTH_DEVIATION = Math.sqrt(3);
    private static final double NOISE_MEAN = Math.log(1e-3);
    private static final double NOISE_DEVIATION = 2;
    private static final double SIGNAL_DEVIATION = 1;
    private static final double POWER_DEVIATION = 1;

    private final int n;
    private final int d;
    private final Warp warp;
    private final double lengthMean;

    /** How many length scales are fitted: one for each axis, or one for all. */
    private final int lengths;

    /** Of each pair of trials, along each axis; pairs as in the rows of a lower triangle. */
    private final double[][] squares;

    /** @param isRound whether all axes have the same length scale: little can be told wrong of it by few trials */
    Fit(Distances distances, List<double[]> places, Warp warp, boolean isRound) {
        this.n = places.size();
        this.d = distances.dimensions();
        this.warp = warp;
        this.lengthMean = Math.log(d) / 2;
        this.lengths = isRound ? 1 : d;
        this.squares = new double[d][n * (n - 1) / 2];
        for (int k = 0; k < d; k++) {
            for (int i = 1, pair = 0; i < n; i++) {
                for (int j = 0; j < i; j++, pair++) {
                    squares[k][pair] = distances.square(k, places.get(i)[k], places.get(j)[k]);
                }
            }
        }
    }

    /**
     * What has been fitted.
     *
     * @param weights of the squared distances along each axis: 1 over the square of the length scale
     * @param noise variance
     * @param signal variance
     * @param values the warped costs
     */
    record Parameters(double[] weights, double noise, double signal, double[] values) {}

    Parameters best(int evaluations) {
        double[] best = new Descent(this, box(0.02, 1e-6, 0.05, -2), box(100, 1, 100, 4), 1, evaluations)
                .from(box(0.4 * Math.sqrt(d), 1e-2, 1, 1));
        return new Parameters(
                weights(best),
                Math.exp(best[lengths]),
                Math.exp(best[lengths + 1]),
                warp.with(best[lengths + 2]).values());
    }

    private double[] box(double length, double noise, double signal, double power) {
        double[] corner = new double[lengths + 3];
        Arrays.fill(corner, 0, lengths, Math.log(length));
        corner[lengths] = Math.log(noise);
        corner[lengths + 1] = Math.log(signal);
        corner[lengths + 2] = power;
        return corner;
    }

    private double[] weights(double[] x) {
        double[] weights = new double[d];
        Arrays.setAll(weights, k -> Math.exp(-2 * x[k % lengths]));
        return weights;
    }

    /** Minus the logarithm of the posterior density, up to a constant. */
    @Override
    public double at(double[] x, double[] gradient) {
        double[] weights = weights(x);
        double noise = Math.exp(x[lengths]);
        double signal = Math.exp(x[lengths + 1]);
        Warp.Warped warped = warp.with(x[lengths + 2]);
        double[] far = new double[n * (n - 1) / 2];
        for (int k = 0; k < d; k++) {
            double weight = weights[k];
            double[] along = squares[k];
            for (int pair = 0; pair < far.length; pair++) {
                far[pair] += weight * along[pair];
            }
        }
        double[][] matrix = new double[n][n];
        double[] slopes = new double[far.length];
        for (int i = 0, pair = 0; i < n; i++) {
            for (int j = 0; j < i; j++, pair++) {
                double r = Math.sqrt(5 * far[pair]);
                double e = signal * Math.exp(-r);
                matrix[i][j] = (1 + r + r * r / 3) * e;
                slopes[pair] = -5.0 / 6 * (1 + r) * e;
            }
            matrix[i][i] = signal + noise;
        }
        Cholesky cholesky = Cholesky.of(matrix);
        if (cholesky == null) {
            return Double.POSITIVE_INFINITY;
        }
        double[][] inverse = cholesky.inverse();
        double[] values = warped.values();
        double[] alpha = new double[n];
        double fit = 0;
        double trace = 0;
        double alphas = 0;
        double warping = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            double[] row = inverse[i];
            for (int j = 0; j < n; j++) {
                sum += row[j] * values[j];
            }
            alpha[i] = sum;
            fit += sum * values[i];
            trace += row[i];
            alphas += sum * sum;
            warping += sum * warped.slopes()[i];
        }
        // K = signal M + noise I, so K^-1 : K = n and alpha' K alpha = fit.
        gradient[lengths] = noise * (trace - alphas) / 2;
        gradient[lengths + 1] = (n - noise * trace - fit + noise * alphas) / 2;
        gradient[lengths + 2] = warping - warped.logJacobianSlope();
        for (int i = 0, pair = 0; i < n; i++) {
            double[] row = inverse[i];
            double ai = alpha[i];
            for (int j = 0; j < i; j++, pair++) {
                slopes[pair] *= row[j] - ai * alpha[j];
            }
        }
        Arrays.fill(gradient, 0, lengths, 0);
        for (int k = 0; k < d; k++) {
            double sum = 0;
            double[] along = squares[k];
            for (int pair = 0; pair < slopes.length; pair++) {
                sum += slopes[pair] * along[pair];
            }
            // Each pair stands twice in the matrix, and once halved in the derivative.
            gradient[k % lengths] += -2 * weights[k] * sum;
        }
        double value = fit / 2 + cholesky.logDeterminant() / 2 - warped.logJacobian();
        for (int k = 0; k < d; k++) {
            value += prior(x, k % lengths, lengthMean, LENGTH_DEVIATION, gradient);
        }
        value += prior(x, lengths, NOISE_MEAN, NOISE_DEVIATION, gradient);
        value += prior(x, lengths + 1, 0, SIGNAL_DEVIATION, gradient);
        return value + prior(x, lengths + 2, 1, POWER_DEVIATION, gradient);
    }

    private static double prior(double[] x, int which, double mean, double deviation, double[] gradient) {
        double away = (x[which] - mean) / deviation;
        gradient[which] += away / deviation;
        return away * away / 2;
    }
}
