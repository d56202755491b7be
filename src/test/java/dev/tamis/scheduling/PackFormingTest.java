package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.SamplerChoice;
import dev.tamis.experiment.Valley;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackFormingTest {

    @Test
    void trialsOfOneShapeFillPacksInTheOrderOfTheirNumbers() {
        assertThat(form(100, 2, 50, 60, 50, 50, 60, 50).packs()).containsExactly(0, 1, 0, 2, 1, 2);
    }

    @Test
    void whatNoWorkerTrainsIsRefused() {
        Valley trainer = new Valley();
        SearchSpace space = new SearchSpace(Map.of("along", new FloatDomain(0, 1, Scale.LINEAR)));
        Plan plan = new Plan(
                "down the valley",
                trainer,
                null,
                ModelSpace.of(trainer, Parameters.NONE, space),
                new SamplerChoice(new RandomSampler(), 1),
                null,
                new Plan.Terms(null, null, null));

        assertThatThrownBy(() -> new LaneQueue(null, null, null, null).pack(List.of(), plan))
                .hasMessage("trainer: must be MLP to be trained by workers, but got VALLEY");
    }

    @Test
    void noPackIsWiderThanTheParallelTrials() {
        assertThat(form(3, 8, 50, 50, 50, 50, 50, 50, 50).packs()).containsExactly(0, 0, 0, 1, 1, 2, 2);
        assertThat(form(1, 8, 50, 50).packs()).containsExactly(0, 1);
    }

    @Test
    void lanesTimesTheWidestPackStayWithinTheParallelTrials() {
        List<MlpSpec> hundred = Collections.nCopies(100, unitsOf(50));

        assertThat(PackForming.form(hundred, 16, shape -> 8).lanes()).isEqualTo(2);
        assertThat(PackForming.form(hundred, 17, shape -> 8).lanes()).isEqualTo(2);
        assertThat(PackForming.form(hundred, 4, shape -> 8).lanes()).isEqualTo(1);
        assertThat(PackForming.form(hundred, 100, shape -> 1).lanes()).isEqualTo(100);
    }

    @Test
    void thereAreNoMoreLanesThanPacks() {
        assertThat(form(100, 2, 50, 60, 70).lanes()).isEqualTo(3);
    }

    @Test
    void packsAreEquallyWideAndEndTogetherOnAllLanes() {
        int[] packs = PackForming.form(Collections.nCopies(100, unitsOf(50)), 16, shape -> 8)
                .packs();

        assertThat(widths(packs)).containsExactly(8, 8, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void aFewTrialsOfOneShapeReachAllLanes() {
        assertThat(form(16, 8, 50, 50, 50, 50, 50).packs()).containsExactly(0, 0, 0, 1, 1);
        assertThat(form(16, 8, 50).packs()).containsExactly(0);
    }

    @Test
    void shapesThatAreFewEachKeepOnePack() {
        assertThat(form(16, 8, 50, 50, 60, 60).packs()).containsExactly(0, 0, 1, 1);
    }

    private static List<Integer> widths(int[] packs) {
        List<Integer> widths = new ArrayList<>();
        for (int pack = 0; pack <= packs[packs.length - 1]; pack++) {
            int number = pack;
            widths.add((int) Arrays.stream(packs).filter(each -> each == number).count());
        }
        return widths;
    }

    @Test
    void whatDoesNotChangeTheGraphDoesNotSplitPacks() {
        List<MlpSpec> specs = Stream.of(
                        Map.<String, Object>of("learningRate", 0.1, "dropout", 0.5, "epochs", 3L),
                        Map.<String, Object>of("weightDecay", 0.1, "initializer", "XAVIER"),
                        Map.<String, Object>of("optimizer", "ADAM"))
                .map(values -> MlpSpec.from(new Parameters(values)))
                .toList();

        PackForming.Formed packing = PackForming.form(specs, 16, shape -> 8);

        assertThat(packing.packs()).containsExactly(0, 0, 1);
    }

    private static PackForming.Formed form(int parallelTrials, int width, int... units) {
        List<MlpSpec> specs =
                Arrays.stream(units).mapToObj(PackFormingTest::unitsOf).toList();
        return PackForming.form(specs, parallelTrials, shape -> width);
    }

    private static MlpSpec unitsOf(long units) {
        return MlpSpec.from(new Parameters(Map.of("hiddenUnits", units)));
    }
}
