package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitTest {

    private static final List<double[]> PLACES = Places.some(14, 1);

    @Test
    void itsDerivativesAreThoseOfWhatItMinimises() {
        Fit fit = new Fit(Places.DISTANCES, PLACES, new Warp(Places.costs(PLACES)), false);

        Slopes.assertRight(fit, new double[] {-0.4, 0.3, 0.8, Math.log(0.01), 0.2, 0.6});
        Slopes.assertRight(fit, new double[] {1, -1, 0, Math.log(0.3), -0.5, -0.4});
    }

    @Test
    void withOneLengthForAllTheyAreTooAndTheValueIsThatOfEqualLengths() {
        Fit round = new Fit(Places.DISTANCES, PLACES, new Warp(Places.costs(PLACES)), true);
        Fit each = new Fit(Places.DISTANCES, PLACES, new Warp(Places.costs(PLACES)), false);

        Slopes.assertRight(round, new double[] {0.3, Math.log(0.02), 0.1, 0.8});
        assertThat(round.at(new double[] {0.3, -4, 0.1, 0.8}, new double[4]))
                .isEqualTo(each.at(new double[] {0.3, 0.3, 0.3, -4, 0.1, 0.8}, new double[6]));
    }

    @Test
    void anAxisThatDoesNotMatterGetsTheLongestLengthScaleAndNoiseItsVariance() {
        List<double[]> places = Places.some(60, 2);
        SplittableRandom random = new SplittableRandom(3);
        double[] costs = places.stream()
                .mapToDouble(place -> Math.sin(6 * place[0]) + 0.2 * random.nextGaussian())
                .toArray();

        Fit.Parameters found = new Fit(Places.DISTANCES, places, new Warp(costs), false).best(60);

        assertThat(found.weights()[0]).isGreaterThan(20 * found.weights()[1]);
        assertThat(found.weights()[0]).isGreaterThan(20 * found.weights()[2]);
        // Of values with variance 1, of which the sine has 0.5 and noise 0.04 before they are scaled.
        assertThat(found.noise()).isBetween(0.03, 0.2);
    }

    @Test
    void costsOverManyPowersOfTenAreDrawnTogether() {
        double[] costs =
                PLACES.stream().mapToDouble(place -> Math.pow(10, 6 * place[0])).toArray();

        double[] values = new Fit(Places.DISTANCES, PLACES, new Warp(costs), false)
                .best(60)
                .values();

        int[] ranked = IntStream.range(0, costs.length)
                .boxed()
                .sorted((a, b) -> Double.compare(costs[a], costs[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = Arrays.stream(ranked).mapToDouble(i -> values[i]).toArray();
        assertThat(sorted).as("in the same order").isSorted();
        assertThat(sorted[costs.length - 1] - sorted[costs.length / 2])
                .as("the worst is no further from the middle than twice the best is")
                .isLessThan(2 * (sorted[costs.length / 2] - sorted[0]));
    }
}
