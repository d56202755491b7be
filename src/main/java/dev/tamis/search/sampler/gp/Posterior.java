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

    /** Of all places known, and after those under way. */
    private final double[] means;

    Posterior(Distances distances, List<double[]> known, List<double[]> underWay, Fit.Parameters fit) {
        this.distances = distances;
        this.weights = fit.weights();
        this.signal = fit.signal();
        List<double[]> all = new ArrayList<>(known);
        double[][] first = Cholesky.of(matrix(all, fit.noise())).inverse();
        int n = known.size();
        this.alpha = new double[n];
        this.means = new double[n + underWay.size()];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                alpha[i] += first[i][j] * fit.values()[j];
            }
            means[i] = fit.values()[i] - fit.noise() * alpha[i];
        }
        all.addAll(underWay);
        this.places = all.toArray(double[][]::new);
        this.inverse = underWay.isEmpty()
                ? first
                : Cholesky.of(matrix(all, fit.noise())).inverse();
        double[] similarities = new double[places.length];
        for (int i = n; i < places.length; i++) {
            similarities(places[i], similarities, null);
            means[i] = mean(similarities);
        }
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

    /** Of the places known in their order, and after them of those under way. */
    double[] means() {
        return means.clone();
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

    /** @param withSlopes whether derivatives are wanted */
    Belief at(double[] place, boolean withSlopes) {
        int n = places.length;
        double[] similarities = new double[n];
        double[] slopes = withSlopes ? new double[n] : null;
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
        double[] meanSlopes = new double[withSlopes ? weights.length : 0];
        double[] deviationSlopes = new double[meanSlopes.length];
        for (int k = 0; k < meanSlopes.length; k++) {
            double varianceSlope = 0;
            for (int i = 0; i < n; i++) {
                double slope = 2 * slopes[i] * weights[k] * distances.slope(k, place[k], places[i][k]);
                meanSlopes[k] += i < alpha.length ? alpha[i] * slope : 0;
                varianceSlope -= 2 * image[i] * slope;
            }
            deviationSlopes[k] = varianceSlope / (2 * deviation);
        }
        return new Belief(mean, deviation, meanSlopes, deviationSlopes);
    }

    /**
     * The logarithm of how much lower than the best a place is expected to be.
     *
     * @param best the mean that is to be beaten
     */
    Slope logImprovement(double best) {
        return (place, gradient) -> {
            Belief belief = at(place, gradient != null);
            double u = (best - belief.mean()) / belief.deviation();
            double share = gradient == null ? 0 : LogImprovement.slope(u);
            for (int k = 0; gradient != null && k < gradient.length; k++) {
                double deviationSlope = belief.deviationSlopes()[k];
                gradient[k] =
                        (deviationSlope - share * (belief.meanSlopes()[k] + u * deviationSlope)) / belief.deviation();
            }
            return Math.log(belief.deviation()) + LogImprovement.at(u);
        };
    }
}
