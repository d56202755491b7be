package dev.tamis.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {

    private static final DataSize DATA = new DataSize(784, 10, 400, 90);

    @Test
    void anEpochIsItsStepsOfUpdatesAndCallsAndTheProductsOfItsRows() {
        MlpSpec spec = MlpSpec.from(new Parameters(
                Map.of("hiddenLayers", 2L, "hiddenUnits", 20L, "optimizer", "ADAM", "batchSize", 30L, "epochs", 7L)));

        double parameters = 784 * 20 + 20 + 20 * 20 + 20 + 20 * 10 + 10;
        assertThat(Work.ofEpoch(spec, DATA))
                .isCloseTo(14 * (parameters + 3 * 30_000) + 430 * parameters / 12, within(1e-6));
    }

    @Test
    void inDualFormAStepUpdatesAnOutputForEachRow() {
        MlpSpec spec = MlpSpec.from(
                new Parameters(Map.of("hiddenLayers", 1L, "hiddenUnits", 20L, "optimizer", "SGD", "batchSize", 400L)));

        double parameters = 490 * 20 + 20 + 20 * 10 + 10;
        assertThat(Work.ofEpoch(spec, DATA)).isCloseTo(parameters + 2 * 30_000 + 430 * parameters / 12, within(1e-6));
    }

    @Test
    void aBatchLargerThanTheRowsIsOneStep() {
        MlpSpec spec = MlpSpec.from(new Parameters(Map.of("hiddenLayers", 0L, "batchSize", 1000L)));

        assertThat(Work.ofEpoch(spec, DATA)).isCloseTo(7850 + 30_000 + 430 * 7850.0 / 12, within(1e-6));
    }

    /** Milliseconds of a processor for an epoch of one trial, measured in packs, each beside the first line's. */
    @ParameterizedTest
    @CsvSource({
        "400, 200, 6, 100, 5.06",
        "400, 10, 6, 100, 10.2",
        "400, 10, 6, 400, 71.2",
        "400, 50, 1, 100, 2.40",
        "400, 50, 6, 10, 2.03",
        "4000, 10, 6, 100, 65.0",
        "4000, 10, 1, 10, 17.8",
        "4000, 200, 6, 400, 342"
    })
    void itIsWhatWasMeasuredUpToAFactorOfTwoAndAHalf(
            int rows, long batch, long layers, long units, double milliseconds) {
        double measured = milliseconds / 5.06;
        double weighed = epoch(rows, batch, layers, units) / epoch(400, 200, 6, 100);
        assertThat(weighed).isBetween(measured / 2.5, measured * 2.5);
    }

    private static double epoch(int rows, long batch, long layers, long units) {
        MlpSpec spec = MlpSpec.from(new Parameters(Map.of(
                "hiddenLayers", layers, "hiddenUnits", units, "optimizer", "SGD", "batchSize", batch, "epochs", 1L)));
        return Work.ofEpoch(spec, new DataSize(784, 10, rows, 500));
    }
}
