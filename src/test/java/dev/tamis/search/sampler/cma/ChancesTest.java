package dev.tamis.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChancesTest {

    private static final double[] WEIGHTS = {0.6, 0.4};

    @Test
    void whatIsBestBecomesLikelierAndNothingImpossible() {
        Chances chances = Chances.of(4);
        for (int generation = 0; generation < 200; generation++) {
            chances = chances.after(new int[] {2, 2}, WEIGHTS, 0.03);
            assertThat(Arrays.stream(chances.shares()).sum()).isCloseTo(1, within(1e-12));
        }
        assertThat(chances.shares()[2]).isCloseTo(0.97, within(0.01));
        assertThat(chances.shares()[0]).isGreaterThan(0.009);
    }

    @Test
    void whereNothingWasChosenNothingIsLearned() {
        assertThat(Chances.of(3).after(new int[] {-1, -1}, WEIGHTS, 0.03).shares())
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    }
}
