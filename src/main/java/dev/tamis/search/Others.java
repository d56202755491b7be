package dev.tamis.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is left of the trials' scores when the part that other parameters explain is taken out.
 *
 * <p>The scores are predicted by ridge regression from the first two powers of every other parameter's position; the penalty is
 * the one with the least generalised cross-validation error (Golub, Heath, Wahba, Technometrics 21, 1979), or no prediction at
 * all where none is better. A parameter that does not matter and was drawn independently is independent of the scores and of the
 * other parameters, so of whatever is computed from both: a test of it on these residuals means what it says, however wrong the
 * model. A parameter that does matter stands out more, because the others no longer scatter the scores.
 */
final class Others {

    /** Penalties, relative to the variance of a standardised column. */
    private static final double[] PENALTIES = {0.01, 0.03, 0.1, 0.3, 1, 3, 10};

    /** So many parameters, the strongest, are taken out: bounds the cost, which grows with the cube. */
    private static final int MOST = 20;

    private static final int POWERS = 2;

    private final double[] scores;
    private final int[] used;
    private final double[][] columns;
    private final double[][] gram;
    private final double[] products;

    /**
     * @param positions of each parameter's trials
     * @param scores of the trials, with mean 0
     */
    Others(List<double[]> positions, double[] scores) {
        this.scores = scores;
        double[] trends = positions.stream()
                .mapToDouble(column -> Significance.trend(column, scores))
                .toArray();
        this.used = IntStream.range(0, trends.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> trends[i]))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .toArray();
        this.columns = Arrays.stream(used)
                .mapToObj(positions::get)
                .flatMap(column -> IntStream.rangeClosed(1, POWERS).mapToObj(power -> standardised(column, power)))
                .toArray(double[][]::new);
        this.gram = new double[columns.length][columns.length];
        for (int a = 0; a < columns.length; a++) {
            for (int b = 0; b <= a; b++) {
                gram[a][b] = dot(columns[a], columns[b]) / scores.length;
                gram[b][a] = gram[a][b];
            }
        }
        this.products = Arrays.stream(columns)
                .mapToDouble(column -> dot(column, scores) / scores.length)
                .toArray();
    }

    /** The scores without what all parameters but this one explain. */
    double[] takenOut(int parameter) {
        int[] others = IntStream.range(0, columns.length)
                .filter(column -> used[column / POWERS] != parameter)
                .toArray();
        double least = dot(scores, scores) / scores.length;
        double[] best = new double[others.length];
        for (double penalty : PENALTIES) {
            double[][] inverse = inverse(others, penalty);
            double[] slopes = Arrays.stream(inverse)
                    .mapToDouble(row -> dot(row, select(products, others)))
                    .toArray();
            double error = crossValidated(others, inverse, slopes);
            if (error < least) {
                least = error;
                best = slopes;
            }
        }
        double[] left = scores.clone();
        for (int a = 0; a < others.length; a++) {
            for (int trial = 0; trial < left.length; trial++) {
                left[trial] -= best[a] * columns[others[a]][trial];
            }
        }
        return left;
    }

    /** Mean squared residual over the squared share of degrees of freedom that the model leaves. */
    private double crossValidated(int[] others, double[][] inverse, double[] slopes) {
        int n = scores.length;
        double residual = dot(scores, scores) / n - 2 * dot(slopes, select(products, others));
        double spent = 1;
        for (int a = 0; a < others.length; a++) {
            double[] row = select(gram[others[a]], others);
            residual += slopes[a] * dot(row, slopes);
            spent += dot(row, inverse[a]);
        }
        double left = (n - spent) / (n - 1.0);
        return left <= 0 ? Double.POSITIVE_INFINITY : residual / (left * left);
    }

    /** Of the columns' covariances plus the penalty, by Gauss and Jordan; positive definite, so no pivots are sought. */
    private double[][] inverse(int[] others, double penalty) {
        int size = others.length;
        double[][] rows = new double[size][2 * size];
        for (int a = 0; a < size; a++) {
            System.arraycopy(select(gram[others[a]], others), 0, rows[a], 0, size);
            rows[a][a] += penalty;
            rows[a][size + a] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double value = rows[pivot][pivot];
            for (int k = pivot; k < 2 * size; k++) {
                rows[pivot][k] /= value;
            }
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : rows[row][pivot];
                for (int k = pivot; factor != 0 && k < 2 * size; k++) {
                    rows[row][k] -= factor * rows[pivot][k];
                }
            }
        }
        return Arrays.stream(rows)
                .map(row -> Arrays.copyOfRange(row, size, 2 * size))
                .toArray(double[][]::new);
    }

    /** A power of the distances from the middle, with mean 0 and variance 1; all 0 where it does not vary. */
    private static double[] standardised(double[] positions, int power) {
        double[] column = Arrays.stream(positions)
                .map(position -> Math.pow(2 * position - 1, power))
                .toArray();
        double mean = Arrays.stream(column).average().orElse(0);
        double[] centred = Arrays.stream(column).map(value -> value - mean).toArray();
        double deviation = Math.sqrt(dot(centred, centred) / Math.max(1, centred.length));
        return Arrays.stream(centred)
                .map(value -> deviation < 1e-12 ? 0 : value / deviation)
                .toArray();
    }

    private static double[] select(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(index -> values[index]).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
