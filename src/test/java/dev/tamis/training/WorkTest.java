package dev.tamis.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkTest {

    private static final DataSize DATA = new DataSize(784, 10, 400, 100);

    @Test
    void anEpochIsItsStepsTimesTheParameters() {
        MlpSpec spec = MlpSpec.from(new Parameters(
                Map.of("hiddenLayers", 2L, "hiddenUnits", 20L, "optimizer", "ADAM", "batchSize", 30L, "epochs", 7L)));

        int parameters = 784 * 20 + 20 + 20 * 20 + 20 + 20 * 10 + 10;
        assertThat(Work.ofEpoch(spec, DATA)).isEqualTo(14 * parameters);
    }

    @Test
    void inDualFormAStepUpdatesAnOutputForEachRow() {
        MlpSpec spec = MlpSpec.from(
                new Parameters(Map.of("hiddenLayers", 1L, "hiddenUnits", 20L, "optimizer", "SGD", "batchSize", 400L)));

        assertThat(Work.ofEpoch(spec, DATA)).isEqualTo(500 * 20 + 20 + 20 * 10 + 10);
    }

    @Test
    void aBatchLargerThanTheRowsIsOneStep() {
        MlpSpec spec = MlpSpec.from(new Parameters(Map.of("hiddenLayers", 0L, "batchSize", 1000L)));

        assertThat(Work.ofEpoch(spec, DATA)).isEqualTo(7850);
    }
}
