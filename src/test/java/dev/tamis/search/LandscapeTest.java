package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The test functions are the published ones: they have their known minima where they should. */
class LandscapeTest {

    @Test
    void braninHasThreeEqualMinima() {
        assertThat(Landscape.BRANIN.at(-Math.PI, 12.275)).isCloseTo(0.397887, within(1e-6));
        assertThat(Landscape.BRANIN.at(Math.PI, 2.275)).isCloseTo(0.397887, within(1e-6));
        assertThat(Landscape.BRANIN.at(9.42478, 2.475)).isCloseTo(0.397887, within(1e-6));
    }

    @Test
    void hartmannHasItsMinimum() {
        assertThat(Landscape.HARTMANN_6.at(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573))
                .isCloseTo(-3.32237, within(1e-5));
    }

    @Test
    void theOthersAreZeroAtTheirMinimum() {
        assertThat(Landscape.ROSENBROCK_5.at(1, 1, 1, 1, 1)).isZero();
        assertThat(Landscape.SHIFTED_SPHERE_10.at(Landscape.shift(10.24))).isZero();
        assertThat(Landscape.SHIFTED_ACKLEY_10.at(Landscape.shift(65.536))).isCloseTo(0, within(1e-12));
    }
}
