package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.benchmark.WarmStartBenchmark.Earlier;
import dev.tamis.benchmark.WarmStartBenchmark.Gain;
import dev.tamis.experiment.WarmStart;
import dev.tamis.search.sampler.TpeSampler;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark's table, of one sampler and fewer seeds. */
class EarlierTrialsHelpTest {

    private static final int SEEDS = 10;

    @ParameterizedTest
    @EnumSource
    void trialsOfAFunctionThatIsLikeItSaveSearching(WarmStart.Mode mode) {
        for (TuningGround ground : List.of(TuningGround.HARTMANN_3, TuningGround.BOWL_9)) {
            Gain after15 = WarmStartBenchmark.gains(new TpeSampler(), ground, Earlier.LIKE, mode, SEEDS)
                    .get(0);
            assertThat(after15.mean()).as("%s: %s", ground, after15).isLessThan(-0.1);
        }
    }

    /** In units of the standard deviation of random trials; told of the mirror image for good, TPE is 0.6 behind after 50. */
    @ParameterizedTest
    @EnumSource
    void trialsThatMisleadAreSoonForgotten(WarmStart.Mode mode) {
        for (TuningGround ground : List.of(TuningGround.HARTMANN_3, TuningGround.BOWL_9)) {
            Gain after50 = WarmStartBenchmark.gains(new TpeSampler(), ground, Earlier.MIRROR, mode, SEEDS)
                    .get(2);
            assertThat(after50.mean()).as("%s: %s", ground, after50).isLessThan(0.2);
        }
    }
}
