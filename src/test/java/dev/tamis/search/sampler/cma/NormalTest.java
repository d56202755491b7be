package dev.tamis.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormalTest {

    /** Where a bowl is a hundred times as steep along one axis, best points scatter a tenth as far: the inverse of its second derivatives. */
    @Test
    void itTakesTheShapeOfABowlAndFindsItsBottom() {
        Normal normal = new Normal(Strategy.of(2, 12), new double[] {0.9, 0.2}, 0.2);
        SplittableRandom random = new SplittableRandom(1);
        double ratios = 0;
        int counted = 0;
        for (int generation = 0; generation < 60; generation++) {
            double[][] points = new double[12][];
            for (int i = 0; i < points.length; i++) {
                points[i] = normal.draw(random);
            }
            Arrays.sort(points, Comparator.comparingDouble(NormalTest::bowl));
            normal = normal.after(Arrays.copyOf(points, 6));
            if (generation >= 30) {
                ratios += Math.log(normal.deviation(0) / normal.deviation(1));
                counted++;
            }
        }
        assertThat(bowl(new double[] {normal.mean(0), normal.mean(1)})).isLessThan(1e-12);
        assertThat(Math.exp(ratios / counted)).isCloseTo(10, withinPercentage(40));
        assertThat(normal.widest()).isLessThan(1e-4);
    }

    @Test
    void aPointFromFarAwayMovesItNoFurtherThanOneOfItsOwn() {
        Normal normal = new Normal(Strategy.of(3, 8), new double[] {0.5, 0.5, 0.5}, 0.01);
        double[] far = {1, 0.5, 0.5};

        Normal moved = normal.after(new double[][] {far, far, far, far});

        // The longest of its own is root(3) + 6 / 5 standard deviations: equation 4 of the paper.
        assertThat(moved.mean(0) - 0.5).isCloseTo(0.01 * (Math.sqrt(3) + 1.2), withinPercentage(1e-6));
        assertThat(moved.mean(1)).isEqualTo(0.5);
    }

    private static double bowl(double[] x) {
        return Math.pow(x[0] - 0.4, 2) + 100 * Math.pow(x[1] - 0.6, 2);
    }
}
