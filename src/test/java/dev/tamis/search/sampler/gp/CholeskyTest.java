package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class CholeskyTest {

    @Test
    void itsInverseAndDeterminantAreALibrarys() {
        int n = 20;
        SplittableRandom random = new SplittableRandom(1);
        RealMatrix root = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                root.setEntry(i, j, random.nextDouble(-1, 1));
            }
        }
        RealMatrix matrix = root.multiplyTransposed(root)
                .add(MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(0.1));
        CholeskyDecomposition theirs = new CholeskyDecomposition(matrix, 1e-12, 1e-15);

        Cholesky ours = Cholesky.of(matrix.getData());

        RealMatrix inverse = theirs.getSolver().getInverse();
        assertThat(MatrixUtils.createRealMatrix(ours.inverse())
                        .subtract(inverse)
                        .getNorm1())
                .isLessThan(1e-10 * inverse.getNorm1());
        assertThat(ours.logDeterminant()).isCloseTo(Math.log(theirs.getDeterminant()), within(1e-9));
    }

    @Test
    void whatIsNotPositiveDefiniteHasNone() {
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isNull();
    }
}
