package dev.tamis.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StrategyTest {

    /** Computed by hand from the tutorial's table 1. */
    @Test
    void inTenDimensionsItsConstantsAreTheTutorials() {
        Strategy strategy = Strategy.of(10, 10);

        assertThat(Strategy.usualPopulation(10)).isEqualTo(10);
        assertThat(strategy.weights())
                .containsExactly(new double[] {0.45627, 0.27075, 0.16223, 0.08523, 0.02551}, within(1e-5));
        assertThat(strategy.effective()).isCloseTo(3.16730, within(1e-5));
        assertThat(strategy.pathRate()).isCloseTo(0.29499, within(1e-5));
        assertThat(strategy.stepRate()).isCloseTo(0.28443, within(1e-5));
        assertThat(strategy.damping()).isCloseTo(1.28443, within(1e-5));
        assertThat(strategy.rankOne()).isCloseTo(0.01528, within(1e-5));
        assertThat(strategy.rankMany()).isCloseTo(0.02355, within(1e-5));
    }

    @Test
    void theLengthOfAStandardNormalVectorIsKnownFromOneDimensionOn() {
        // Of one dimension the root of 2 / pi, of three the root of 8 / pi.
        assertThat(Strategy.of(1, 4).expected()).isCloseTo(Math.sqrt(2 / Math.PI), within(0.01));
        assertThat(Strategy.of(3, 7).expected()).isCloseTo(Math.sqrt(8 / Math.PI), within(0.01));
    }
}
