package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** Derivatives beside differences of what they are derivatives of. */
final class Slopes {

    private static final double STEP = 1e-5;

    private Slopes() {}

    static void assertRight(Slope slope, double[] at) {
        double[] gradient = new double[at.length];
        // Whatever stands there before must not count.
        Arrays.fill(gradient, 7);
        slope.at(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += STEP;
            below[i] -= STEP;
            double[] unused = new double[at.length];
            double difference = (slope.at(above, unused) - slope.at(below, unused)) / (2 * STEP);
            assertThat(gradient[i])
                    .as("by coordinate %d", i)
                    .isCloseTo(difference, within(1e-4 * Math.max(1, Math.abs(difference))));
        }
    }
}
