package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.experiment.Plan;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.Machine;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void packsAreCutSoThatTheTrialsReachAllWorkers() {
        Machine fourThreads = new Machine(4, 8L << 20, 8L << 30);
        PackWidths widths = widths(TWO_CORES, Optional.of(new Workers.Crew(4, 16, fourThreads)), 0);

        assertThat(widths.of(shape(6, 100), planFor(16)))
                .as("16 trials, 16 threads")
                .isEqualTo(1);
        assertThat(widths.of(shape(6, 100), planFor(64)))
                .as("64 trials, 16 threads")
                .isEqualTo(4);
        Machine oneThread = new Machine(1, 8L << 20, 8L << 30);
        assertThat(widths(TWO_CORES, Optional.of(new Workers.Crew(3, 3, oneThread)), 0)
                        .of(shape(6, 100), planFor(16)))
                .as("16 trials, 3 threads: packs of 6 would leave one idle")
                .isEqualTo(5);
    }

    @Test
    void theSmallestWorkersMemoryDecidesNotThatOfTheNodeThatIsAsked() {
        Machine large = new Machine(2, 8L << 20, 64L << 30);
        Machine small = new Machine(2, 8L << 20, 256L << 20);

        assertThat(widths(small, Optional.of(new Workers.Crew(1, 2, large)), 0).of(shape(8, 4096), planFor(16)))
                .isPositive();
        assertThatThrownBy(() -> widths(large, Optional.of(new Workers.Crew(2, 4, small)), 0)
                        .of(shape(8, 4096), planFor(16)))
                .hasMessageContaining("a worker has 268 MB");
    }

    @Test
    void aDatasetThatTheSmallestHeapCannotHoldIsRefusedWithTheNumbers() {
        Datasets large = mock(Datasets.class, delegatesTo(new BuiltInDatasets()));
        doReturn(201L << 20).when(large).heapBytes(any());
        Workers workers = mock(Workers.class);
        when(workers.crew(anyLong()))
                .thenReturn(Optional.of(new Workers.Crew(2, 4, TWO_CORES, 500L << 20)))
                .thenReturn(Optional.of(new Workers.Crew(2, 4, TWO_CORES, 503L << 20)));
        PackWidths widths = new PackWidths(large, TWO_CORES, workers, 0);

        assertThatThrownBy(() -> widths.of(shape(1, 10), planFor(16)))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        refused -> assertThat(refused.field()).isEqualTo("dataset.name"))
                .hasMessageContaining("about 211 MB of Java heap")
                .hasMessageContaining("a worker has 524 MB");
        assertThat(widths.of(shape(1, 10), planFor(16))).isPositive();
    }

    private static PackWidths widths(Machine machine, int fixed) {
        return widths(machine, Optional.empty(), fixed);
    }

    private static PackWidths widths(Machine own, Optional<Workers.Crew> crew, int fixed) {
        Workers workers = mock(Workers.class);
        when(workers.crew(anyLong())).thenReturn(crew);
        return new PackWidths(new BuiltInDatasets(), own, workers, fixed);
    }

    private static Plan planFor(int parallelTrials) {
        return aPlan().trials(100).packsOf(parallelTrials).build();
    }

    private static GraphShape shape(long layers, long units) {
        return GraphShape.of(MlpSpec.from(new Parameters(Map.of("hiddenLayers", layers, "hiddenUnits", units))));
    }
}
