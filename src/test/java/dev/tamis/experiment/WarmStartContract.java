package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.GpSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.search.sampler.TpeSampler;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every database must do where an experiment begins with what earlier ones have found. */
abstract class WarmStartContract extends TrainedByHand {

    static Stream<Sampler> learning() {
        return Stream.of(new TpeSampler(), new GpSampler());
    }

    @Test
    void theBestPointsOfAnEarlierExperimentAreTheFirstTrialsAndSayWhereTheyAreFrom() {
        Experiment earlier = ended(aPlan().trials(12).packsOf(4));
        Experiment experiment = submit(aPlan().trials(8).packsOf(2).after(earlier, WarmStart.Mode.POINTS, 3));

        List<Trial> best = trials(earlier).stream()
                .sorted(Comparator.comparing(
                        (Trial each) -> -each.objectiveValue().orElseThrow()))
                .limit(3)
                .toList();
        assertThat(points(experiment))
                .hasSize(8)
                .startsWith(best.stream().map(Trial::parameters).toArray(Parameters[]::new));
        assertThat(trials(experiment).get(0).note())
                .contains("trial " + best.get(0).number() + " of warmStart.experiments[0]");
        assertThat(trials(experiment).get(3).note()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("learning")
    void whatASamplerIsToldIsKeptThoughTheEarlierExperimentIsRemovedAndGivesTheSameTrialsOnManyWorkers(
            Sampler sampler) {
        Experiment earlier = ended(aPlan().trials(30).packsOf(10));
        Experiment alone =
                submit(aPlan().trials(14).packsOf(3).sampler(sampler).after(earlier, WarmStart.Mode.PRIOR, 5));
        Experiment together =
                submit(aPlan().trials(14).packsOf(3).sampler(sampler).after(earlier, WarmStart.Mode.PRIOR, 5));
        experiments.delete(LOCAL, earlier.id());
        train(alone, WarmStartContract::accuracy, 1, 0);
        train(together, WarmStartContract::accuracy, 3, 7);

        assertThat(points(together)).isEqualTo(points(alone)).hasSize(14);
        Experiment without = submit(aPlan().trials(14).packsOf(3).sampler(sampler));
        assertThat(points(without).get(0)).isNotEqualTo(points(alone).get(0));
        assertThat((Double) points(alone).get(0).values().get("learningRate"))
                .as("the first is drawn from what is known: good ones are large")
                .isGreaterThan(1e-3);
        assertThat(points(alone).get(1))
                .as("every other one as if nothing were")
                .isEqualTo(points(without).get(1));
    }

    @Test
    void whatAnEarlierTrialDidNotSearchItHadFixedOrAsUsual() {
        Experiment earlier = ended(aPlan().trials(6).fixed("hiddenUnits", 40L));
        Experiment experiment = submit(aPlan().trials(4)
                .searched("hiddenUnits", new IntDomain(10, 100, Scale.LINEAR))
                .searched("momentum", new FloatDomain(0.5, 0.99, Scale.LINEAR))
                .after(earlier, WarmStart.Mode.POINTS, 2));

        assertThat(points(experiment).get(0).values())
                .containsEntry("hiddenUnits", 40L)
                .containsEntry("momentum", 0.9);
    }

    @Test
    void pointsOutsideTheRangesAreLeftOutAndAnExperimentWithoutOthersIsRefused() {
        Experiment earlier = ended(aPlan().trials(20));
        Experiment narrow = submit(aPlan().trials(9)
                .searchingOnly("learningRate", new FloatDomain(1e-6, 1e-4, Scale.LOG))
                .after(earlier, WarmStart.Mode.POINTS, 9));
        List<Trial> taken =
                trials(narrow).stream().filter(each -> each.note().isPresent()).toList();
        assertThat(taken).isNotEmpty().hasSizeLessThan(20);

        assertThatThrownBy(() -> submit(aPlan().trials(9)
                        .searchingOnly("learningRate", new FloatDomain(0.5, 1, Scale.LOG))
                        .after(earlier, WarmStart.Mode.POINTS, 9)))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("warmStart.experiments[0]")
                .hasMessageContaining("none of 20 has");
    }

    @Test
    void onesOwnExperimentsAndSharedOnesMayBeNamedAndNoOthers() {
        Experiment earlier = ended(aPlan().trials(6));
        Subject anna = new Subject("anna", Role.SUBMITTER);
        Plan plan = aPlan().trials(4).after(earlier, WarmStart.Mode.POINTS, 2).build();
        assertThatThrownBy(() -> experiments.submit(anna, PRIVATE, plan, Optional.empty()))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("warmStart.experiments[0]")
                .hasMessageContaining("no experiment");
        assertThatThrownBy(() -> experiments.preview(anna, PRIVATE, plan)).isInstanceOf(InvalidField.class);

        experiments.change(LOCAL, earlier.id(), Optional.of(Visibility.SHARED));
        Experiment experiment =
                experiments.submit(anna, PRIVATE, plan, Optional.empty()).experiment();
        assertThat(experiment.counts().waiting()).isEqualTo(4);
        experiments.cancel(anna, experiment.id());
    }

    @Test
    void whoDoesNotLearnTakesPointsOnly() {
        Experiment earlier = ended(aPlan().trials(6));
        assertThatThrownBy(() -> aPlan().sampler(new RandomSampler())
                        .after(earlier, WarmStart.Mode.PRIOR, 5)
                        .build())
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("warmStart.mode");
    }

    private Experiment ended(Plans plan) {
        Experiment experiment = submit(plan);
        train(experiment, WarmStartContract::accuracy, 1, 0);
        return now(experiment);
    }

    private static double accuracy(Parameters point) {
        return 0.9 + Math.log10((Double) point.values().get("learningRate")) / 10;
    }
}
