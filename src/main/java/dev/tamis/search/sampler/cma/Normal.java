package dev.tamis.search.sampler.cma;

import java.util.random.RandomGenerator;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A normal distribution over the cube that moves towards better points: N. Hansen, The CMA evolution strategy: a tutorial (2016),
 * figure 6. Points of other distributions than this are taken in as far as it could have drawn them: N. Hansen, Injecting external solutions
 * into CMA-ES (2011), equation 4.
 */
final class Normal {

    private final Strategy strategy;
    private final double[] mean;
    private final double step;
    private final double[][] covariance;
    private final double[] path;
    private final double[] stepPath;

    /** How many generations it has learned from. */
    private final int age;

    /** Roots of the covariances' eigenvalues, and in columns the directions that belong to them. */
    private final double[] lengths;

    private final double[][] directions;

    /** As wide along each axis. */
    Normal(Strategy strategy, double[] mean, double step) {
        this(strategy, mean, step, identity(mean.length), new double[mean.length], new double[mean.length], 0);
    }

    private Normal(
            Strategy strategy,
            double[] mean,
            double step,
            double[][] covariance,
            double[] path,
            double[] stepPath,
            int age) {
        this.strategy = strategy;
        this.mean = mean;
        this.step = step;
        this.covariance = covariance;
        this.path = path;
        this.stepPath = stepPath;
        this.age = age;
        EigenDecompositionSymmetric parts =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance), 1e-12, true);
        RealMatrix vectors = parts.getV();
        this.directions = vectors.getData();
        this.lengths = parts.getEigenvalues();
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.sqrt(Math.max(1e-20, lengths[i]));
        }
    }

    Strategy strategy() {
        return strategy;
    }

    /** A point, which may lie outside the cube. */
    double[] draw(RandomGenerator random) {
        int n = mean.length;
        double[] point = mean.clone();
        for (int k = 0; k < n; k++) {
            double along = step * lengths[k] * random.nextGaussian();
            for (int i = 0; i < n; i++) {
                point[i] += along * directions[i][k];
            }
        }
        return point;
    }

    double mean(int axis) {
        return mean[axis];
    }

    /** The standard deviation along an axis. */
    double deviation(int axis) {
        return step * Math.sqrt(covariance[axis][axis]);
    }

    /** The largest standard deviation in any direction. */
    double widest() {
        double longest = 0;
        for (double length : lengths) {
            longest = Math.max(longest, length);
        }
        return step * longest;
    }

    /**
     * The next generation's.
     *
     * @param best the better half of a generation, best first
     */
    Normal after(double[][] best) {
        int n = mean.length;
        double[][] moves = new double[best.length][];
        double[] move = new double[n];
        for (int i = 0; i < best.length; i++) {
            moves[i] = move(best[i]);
            for (int k = 0; k < n; k++) {
                move[k] += strategy.weights()[i] * moves[i][k];
            }
        }
        double[] newMean = new double[n];
        double[] white = whitened(move);
        double[] newStepPath = new double[n];
        double gain = Math.sqrt(strategy.stepRate() * (2 - strategy.stepRate()) * strategy.effective());
        double length = 0;
        for (int k = 0; k < n; k++) {
            newMean[k] = Math.min(1, Math.max(0, mean[k] + step * move[k]));
            newStepPath[k] = (1 - strategy.stepRate()) * stepPath[k] + gain * white[k];
            length += newStepPath[k] * newStepPath[k];
        }
        length = Math.sqrt(length);
        double settled = Math.sqrt(1 - Math.pow(1 - strategy.stepRate(), 2.0 * (age + 1)));
        // A path that is suddenly long says that the step is too short: it would stretch the covariances for the wrong
        // reason.
        boolean isSteady = length / settled < (1.4 + 2.0 / (n + 1)) * strategy.expected();
        double pathGain =
                isSteady ? Math.sqrt(strategy.pathRate() * (2 - strategy.pathRate()) * strategy.effective()) : 0;
        double[] newPath = new double[n];
        for (int k = 0; k < n; k++) {
            newPath[k] = (1 - strategy.pathRate()) * path[k] + pathGain * move[k];
        }
        double missing = isSteady ? 0 : strategy.rankOne() * strategy.pathRate() * (2 - strategy.pathRate());
        double kept = 1 - strategy.rankOne() - strategy.rankMany() + missing;
        double[][] newCovariance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double points = 0;
                for (int i = 0; i < moves.length; i++) {
                    points += strategy.weights()[i] * moves[i][a] * moves[i][b];
                }
                newCovariance[a][b] = kept * covariance[a][b]
                        + strategy.rankOne() * newPath[a] * newPath[b]
                        + strategy.rankMany() * points;
                newCovariance[b][a] = newCovariance[a][b];
            }
        }
        double growth = strategy.stepRate() / strategy.damping() * (length / strategy.expected() - 1);
        return new Normal(
                strategy, newMean, step * Math.exp(Math.min(1, growth)), newCovariance, newPath, newStepPath, age + 1);
    }

    /** The same, wider: where all points of a generation are alike. */
    Normal wider() {
        double growth = Math.exp(0.2 + strategy.stepRate() / strategy.damping());
        return new Normal(strategy, mean, Math.min(1, step * growth), covariance, path, stepPath, age + 1);
    }

    /** The same with another mean and wider along some axes. */
    Normal with(double[] newMean, double[] widening) {
        int n = newMean.length;
        double[][] wider = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                wider[a][b] = widening[a] * widening[b] * covariance[a][b];
            }
        }
        return new Normal(strategy, newMean, step, wider, path, stepPath, age);
    }

    /** From the mean to a point, in steps; no further than this distribution draws. */
    private double[] move(double[] point) {
        double[] move = new double[mean.length];
        for (int k = 0; k < move.length; k++) {
            move[k] = (point[k] - mean[k]) / step;
        }
        double length = 0;
        for (double each : whitened(move)) {
            length += each * each;
        }
        double n = move.length;
        double furthest = Math.sqrt(n) + 2 * n / (n + 2);
        double share = Math.min(1, furthest / Math.sqrt(length));
        for (int k = 0; k < move.length; k++) {
            move[k] *= share;
        }
        return move;
    }

    /** As a vector of a standard normal distribution. */
    private double[] whitened(double[] move) {
        int n = move.length;
        double[] white = new double[n];
        for (int k = 0; k < n; k++) {
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += directions[i][k] * move[i];
            }
            along /= lengths[k];
            for (int i = 0; i < n; i++) {
                white[i] += along * directions[i][k];
            }
        }
        return white;
    }

    private static double[][] identity(int n) {
        return MatrixUtils.createRealIdentityMatrix(n).getData();
    }
}
