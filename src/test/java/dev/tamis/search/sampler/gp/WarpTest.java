package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WarpTest {

    private static final double[] COSTS = {3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8};

    @Test
    void withAPowerOfOneCostsAreOnlyStandardised() {
        double mean = Arrays.stream(COSTS).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(COSTS).map(each -> (each - mean) * (each - mean)).sum() / COSTS.length);

        double[] values = new Warp(COSTS).with(1).values();

        for (int i = 0; i < COSTS.length; i++) {
            assertThat(values[i]).isCloseTo((COSTS[i] - mean) / deviation, within(1e-9));
        }
    }

    @Test
    void whateverTheUnitOfCostsTheirValuesAreTheSame() {
        double[] others = Arrays.stream(COSTS).map(each -> 1e-7 * each - 12).toArray();

        double[] values = new Warp(COSTS).with(0.3).values();

        assertThat(new Warp(others).with(0.3).values()).containsExactly(values, within(1e-5));
    }

    @Test
    void itsSlopesAreDifferencesOfItsValues() {
        Warp warp = new Warp(COSTS);
        for (double power : new double[] {-1.5, 0, 0.4, 2}) {
            double[] above = warp.with(power + 1e-3).values();
            double[] below = warp.with(power - 1e-3).values();
            for (int i = 0; i < COSTS.length; i++) {
                assertThat(warp.with(power).slopes()[i]).isCloseTo((above[i] - below[i]) / 2e-3, within(1e-4));
            }
        }
    }

    @Test
    void equalCostsStayEqualAndFinite() {
        assertThat(new Warp(new double[] {2, 2, 2}).with(0.5).values()).containsOnly(0);
        for (double value : new Warp(new double[] {2, 2, 1e300}).with(-2).values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void whereOnlyTheTailIsDrawnTogetherDifferencesBelowItStayWhatTheyAre() {
        double[] costs = {1, 2, 3, 4, 5, 1e300, Double.MAX_VALUE, 2.5};

        double[] values = Warp.ofTail(costs).with(1).values();

        assertThat(values[1] - values[0]).isCloseTo(values[2] - values[1], within(1e-12));
        assertThat(values[4] - values[3]).isCloseTo(values[2] - values[1], within(1e-12));
        assertThat(values[5]).isGreaterThan(values[4]).isLessThan(values[6]);
        assertThat(Warp.ofTail(costs).with(-1).values())
                .as("whatever the power")
                .isEqualTo(values);
        assertThat(Warp.ofTail(new double[] {2, 2, 2}).with(1).values()).containsOnly(0);
        assertThat(Warp.ofTail(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE})
                        .with(1)
                        .values())
                .containsExactly(-1, 1);
    }
}
