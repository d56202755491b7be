package dev.tamis.search.sampler.gp;

/** A positive definite matrix by its lower triangle L, which times its mirror image is the matrix. */
final class Cholesky {

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * @param matrix of which the lower triangle is read, and overwritten
     * @return null if it is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            for (int j = 0; j <= i; j++) {
                double[] other = matrix[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i != j) {
                    row[j] = sum / other[j];
                } else if (sum > 1e-12) {
                    row[i] = Math.sqrt(sum);
                } else {
                    return null;
                }
            }
        }
        return new Cholesky(matrix);
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += Math.log(lower[i][i]);
        }
        return 2 * sum;
    }

    /** The whole inverse of the matrix. */
    double[][] inverse() {
        int n = lower.length;
        // Row i of this is column i of the inverse of L: what is read together lies together.
        double[][] columns = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] column = columns[i];
            column[i] = 1 / lower[i][i];
            for (int j = i + 1; j < n; j++) {
                double[] row = lower[j];
                double sum = 0;
                for (int k = i; k < j; k++) {
                    sum -= row[k] * column[k];
                }
                column[j] = sum / row[j];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] column = columns[i];
            for (int j = 0; j <= i; j++) {
                double[] other = columns[j];
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += column[k] * other[k];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }
}
