package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.training.GraphShape;
import dev.tamis.training.Machine;
import dev.tamis.training.MlpSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackWidthsTest {

    private static final Machine TWO_CORES = new Machine(2, 8L << 20, 4L << 30);

    @Test
    void theLecturesTrialsTrainInPacksOfEightOnTwoCores() {
        assertThat(widths(TWO_CORES, 0).of(shape(6, 100), planFor(16))).isEqualTo(8);
    }

    @Test
    void aWidthThatIsSetIsTaken() {
        assertThat(widths(TWO_CORES, 3).of(shape(6, 100), planFor(16))).isEqualTo(3);
    }

    @Test
    void aModelThatIsTooLargeIsRefusedWithTheEstimate() {
        // 7 x 16,384 x 16,384 weights of 4 bytes are 7.5 GB, the gradient of one more layer is 1.07 GB; and the
        // allocator
        // takes 1.6 times that
        assertThatThrownBy(() -> widths(TWO_CORES, 0).of(shape(8, 16_384), planFor(16)))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        refused -> assertThat(refused.field()).isEqualTo("model"))
                .hasMessageMatching(
                        ".*needs about (13|14)\\.\\d GB.*its dataset about 2 MB more.*a worker has 4\\.3 GB.*");
    }

    private static PackWidths widths(Machine machine, int fixed) {
        return new PackWidths(Datasets.builtIn(), machine, fixed);
    }

    private static ExperimentPlan planFor(int parallelTrials) {
        return aPlan().trials(100).packsOf(parallelTrials).build();
    }

    private static GraphShape shape(long layers, long units) {
        return GraphShape.of(MlpSpec.from(new Parameters(Map.of("hiddenLayers", layers, "hiddenUnits", units))));
    }
}
