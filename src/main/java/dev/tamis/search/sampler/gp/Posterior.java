package dev.tamis.search.sampler.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * What a Gaussian process believes of places, given what is known of some. Trials under way are believed to come out as expected (the
 * kriging believer of D. Ginsbourger and others, 2010): means stay as they are, and near these trials nothing is left to learn.
 */
final class Posterior {

    private final Distances distances;
    private final double[][] places;
    private final double[] weights;
    private final double signal;
    private final double[][] inverse;
    private final double[] alpha;

    /** The least mean of all places known or under way. */
    private final double best;

    Posterior(Distances distances, List<double[]> known, List<double[]> underWay, Fit.Parameters fit) {
        this.distances = distances;
        this.weights = fit.weights();
        this.signal = fit.signal();
        List<double[]> all = new ArrayList<>(known);
        double[][] first = Cholesky.of(matrix(all, fit.noise())).inverse();
        int n = known.size();
        this.alpha = new double[n];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                alpha[i] += first[i][j] * fit.values()[j];
            }
            least = Math.min(least, fit.values()[i] - fit.noise() * alpha[i]);
        }
        all.addAll(underWay);
        this.places = all.toArray(double[][]::new);
        this.inverse = underWay.isEmpty()
                ? first
                : Cholesky.of(matrix(all, fit.noise())).inverse();
        double[] similarities = new double[places.length];
        for (int i = n; i < places.length; i++) {
            similarities(places[i], similarities, null);
            least = Math.min(least, mean(similarities));
        }
        this.best = least;
    }

    private double[][] matrix(List<double[]> all, double noise) {
        double[][] matrix = new double[all.size()][all.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = signal * Matern.at(square(all.get(i), all.get(j)));
            }
            matrix[i][i] = signal + noise;
        }
        return matrix;
    }

    private double square(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * distances.square(k, a[k], b[k]);
        }
        return sum;
    }

    double best() {
        return best;
    }

    private void similarities(double[] place, double[] similarities, double[] slopes) {
        for (int i = 0; i < places.length; i++) {
            double r = Math.sqrt(5 * square(place, places[i]));
            double e = signal * Math.exp(-r);
            similarities[i] = (1 + r + r * r / 3) * e;
            if (slopes != null) {
                slopes[i] = -5.0 / 6 * (1 + r) * e;
            }
        }
    }

    private double mean(double[] similarities) {
        double mean = 0;
        for (int i = 0; i < alpha.length; i++) {
            mean += alpha[i] * similarities[i];
        }
        return mean;
    }

    /**
     * The logarithm of how much lower than the best a place is expected to be, and its derivatives.
     *
     * @param gradient is overwritten; null where nobody asks for it
     */
    double logImprovement(double[] place, double[] gradient) {
        int n = places.length;
        double[] similarities = new double[n];
        double[] slopes = gradient == null ? null : new double[n];
        similarities(place, similarities, slopes);
        double mean = mean(similarities);
        double[] image = new double[n];
        double explained = 0;
        for (int i = 0; i < n; i++) {
            double[] row = inverse[i];
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += row[j] * similarities[j];
            }
            image[i] = sum;
            explained += sum * similarities[i];
        }
        double deviation = Math.sqrt(Math.max(1e-10 * signal, signal - explained));
        double u = (best - mean) / deviation;
        if (gradient != null) {
            double share = LogImprovement.slope(u);
            for (int k = 0; k < gradient.length; k++) {
                double meanSlope = 0;
                double varianceSlope = 0;
                for (int i = 0; i < n; i++) {
                    double slope = 2 * slopes[i] * weights[k] * distances.slope(k, place[k], places[i][k]);
                    meanSlope += i < alpha.length ? alpha[i] * slope : 0;
                    varianceSlope -= 2 * image[i] * slope;
                }
                double deviationSlope = varianceSlope / (2 * deviation);
                gradient[k] = (deviationSlope - share * (meanSlope + u * deviationSlope)) / deviation;
            }
        }
        return Math.log(deviation) + LogImprovement.at(u);
    }
}
