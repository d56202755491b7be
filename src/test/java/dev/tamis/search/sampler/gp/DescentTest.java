package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DescentTest {

    /** Rosenbrock's valley, whose lowest place is (1, 1). */
    private static final Slope VALLEY = (x, gradient) -> {
        double off = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * off - 2 * (1 - x[0]);
        gradient[1] = 200 * off;
        return 100 * off * off + (1 - x[0]) * (1 - x[0]);
    };

    @Test
    void itFollowsABentValleyToItsEnd() {
        Descent descent = new Descent(VALLEY, new double[] {-2, -2}, new double[] {2, 2}, 0.1, 200);

        assertThat(descent.from(new double[] {-1.2, 1})).containsExactly(new double[] {1, 1}, within(0.02));
        assertThat(descent.value()).isLessThan(1e-4);
    }

    @Test
    void itStopsAtTheBoxAndGoesOnAlongItsSide() {
        Slope bowl = (x, gradient) -> {
            gradient[0] = 2 * (x[0] - 3);
            gradient[1] = 2 * (x[1] - 0.5);
            return (x[0] - 3) * (x[0] - 3) + (x[1] - 0.5) * (x[1] - 0.5);
        };

        assertThat(new Descent(bowl, new double[2], new double[] {1, 1}, 0.1, 50).from(new double[] {0.2, 0.9}))
                .containsExactly(new double[] {1, 0.5}, within(1e-3));
    }

    @Test
    void itAsksNoMoreOftenThanItMay() {
        int[] asked = new int[1];
        Slope counted = (x, gradient) -> {
            asked[0]++;
            return VALLEY.at(x, gradient);
        };

        new Descent(counted, new double[] {-2, -2}, new double[] {2, 2}, 0.1, 7).from(new double[] {-1.2, 1});

        assertThat(asked[0]).isLessThanOrEqualTo(7);
    }
}
