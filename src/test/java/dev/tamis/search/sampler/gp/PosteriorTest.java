package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Beside the equations of Rasmussen and Williams (2006), 2.25 and 2.26, solved by a library. */
class PosteriorTest {

    private static final double[] WEIGHTS = {4, 0.5, 1.5};
    private static final double NOISE = 0.01;
    private static final double SIGNAL = 1.7;

    private final List<double[]> known = Places.some(12, 4);
    private final List<double[]> underWay = Places.some(3, 5);
    private final double[] values = {0.3, -1.2, 0.8, 0.1, -0.4, 1.9, -0.7, 0.2, -1.6, 0.9, 0.5, -0.8};
    private final Posterior posterior =
            new Posterior(Places.DISTANCES, known, underWay, new Fit.Parameters(WEIGHTS, NOISE, SIGNAL, values));

    @Test
    void whatItExpectsOfAPlaceIsWhatTheEquationsSay() {
        for (double[] place : Places.some(8, 6)) {
            double mean = mean(place);
            double deviation = Math.sqrt(variance(place));
            double expected = Math.log(deviation) + LogImprovement.at((best() - mean) / deviation);

            assertThat(best(posterior)).isCloseTo(best(), within(1e-9));
            assertThat(improvement(posterior).at(place, null)).isCloseTo(expected, within(1e-7));
        }
    }

    @Test
    void itsDerivativesAreThoseOfTheImprovement() {
        for (double[] place : Places.some(8, 7)) {
            double choice = place[2];
            Slopes.assertRight(
                    (x, gradient) -> {
                        double[] all = {x[0], x[1], choice};
                        double[] slopes = new double[3];
                        double value = improvement(posterior).at(all, slopes);
                        System.arraycopy(slopes, 0, gradient, 0, 2);
                        return value;
                    },
                    new double[] {place[0], place[1]});
        }
    }

    @Test
    void whereATrialIsUnderWayThereIsLessToWinThanBefore() {
        Posterior before =
                new Posterior(Places.DISTANCES, known, List.of(), new Fit.Parameters(WEIGHTS, NOISE, SIGNAL, values));

        for (double[] place : underWay) {
            assertThat(improvement(posterior).at(place, null))
                    .isLessThan(improvement(before).at(place, null));
        }
    }

    private static double best(Posterior posterior) {
        return Arrays.stream(posterior.means()).min().orElseThrow();
    }

    private static Slope improvement(Posterior posterior) {
        return posterior.logImprovement(best(posterior));
    }

    private double best() {
        List<double[]> all = new ArrayList<>(known);
        all.addAll(underWay);
        return all.stream().mapToDouble(this::mean).min().orElseThrow();
    }

    /** Of what is known: trials under way come out as expected. */
    private double mean(double[] place) {
        return similarities(known, place)
                .dotProduct(new LUDecomposition(matrix(known)).getSolver().solve(new ArrayRealVector(values)));
    }

    private double variance(double[] place) {
        List<double[]> all = new ArrayList<>(known);
        all.addAll(underWay);
        RealVector similar = similarities(all, place);
        return SIGNAL
                - similar.dotProduct(
                        new LUDecomposition(matrix(all)).getSolver().solve(similar));
    }

    private static RealVector similarities(List<double[]> places, double[] place) {
        return new ArrayRealVector(
                places.stream().mapToDouble(each -> similarity(each, place)).toArray());
    }

    private static RealMatrix matrix(List<double[]> places) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(places.size(), places.size());
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < places.size(); j++) {
                matrix.setEntry(i, j, similarity(places.get(i), places.get(j)) + (i == j ? NOISE : 0));
            }
        }
        return matrix;
    }

    /** Matern's kernel with smoothness 5/2 (equation 4.17); of two choices 1 apart. */
    private static double similarity(double[] a, double[] b) {
        double square = WEIGHTS[0] * Math.pow(a[0] - b[0], 2)
                + WEIGHTS[1] * Math.pow(a[1] - b[1], 2)
                + WEIGHTS[2] * (a[2] == b[2] ? 0 : 1);
        double r = Math.sqrt(square);
        return SIGNAL * (1 + Math.sqrt(5) * r + 5 * square / 3) * Math.exp(-Math.sqrt(5) * r);
    }
}
