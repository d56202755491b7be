package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.GpSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.search.sampler.SobolSampler;
import dev.tamis.search.sampler.TpeSampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every database must do where a search space has fewer points than there are trials. */
abstract class FiniteSpacesContract extends TrainedByHand {

    static Stream<Sampler> samplers() {
        return Stream.of(new RandomSampler(), new SobolSampler(), new TpeSampler(), new GpSampler());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void anExperimentEndsWithTheReasonWhenAllPointsAreTriedAndGivesTheSameTrialsOnManyWorkers(Sampler sampler) {
        Experiment alone = submit(twelvePoints().sampler(sampler));
        assertThat(alone.trialsInAll()).isEqualTo(12);
        train(alone, FiniteSpacesContract::accuracy, 1, 0);

        assertThat(now(alone).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(alone).reason()).contains("all 12 points of the search space are tried");
        assertThat(points(alone)).hasSize(12).doesNotHaveDuplicates();

        Experiment together = submit(twelvePoints().sampler(sampler));
        train(together, FiniteSpacesContract::accuracy, 3, 5);
        assertThat(points(together)).isEqualTo(points(alone));
        assertThat(now(together).reason()).isEqualTo(now(alone).reason());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void whereRepeatsAreAskedForAllTrialsOfTheBudgetAreTried(Sampler sampler) {
        Experiment experiment = submit(twelvePoints().sampler(sampler).repeats());
        assertThat(experiment.trialsInAll()).isEqualTo(30);
        train(experiment, FiniteSpacesContract::accuracy, 2, 1);

        assertThat(points(experiment)).hasSize(30);
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).isEmpty();
    }

    @Test
    void aBudgetOfNoMoreTrialsThanPointsEndsWithoutAReason() {
        for (int trials : List.of(11, 12)) {
            Experiment experiment = submit(twelvePoints().trials(trials));
            train(experiment, FiniteSpacesContract::accuracy, 1, 0);

            assertThat(points(experiment)).hasSize(trials).doesNotHaveDuplicates();
            assertThat(now(experiment).reason()).isEmpty();
        }
    }

    @Test
    void whatARoundHasTriedNoLaterOneTriesAgain() {
        Experiment experiment = submit(twelvePoints().trials(10).rounds(2, RoundsPlan.Mode.AUTO));
        train(experiment, FiniteSpacesContract::accuracy, 1, 0);
        assertThat(points(experiment)).hasSize(10).doesNotHaveDuplicates();
        assertThat(now(experiment).reason()).isEmpty();

        Experiment further = submit(aPlan().trials(20)
                .packsOf(4)
                .rounds(3, RoundsPlan.Mode.AUTO)
                .searchingOnly("batchNorm", new CategoricalDomain(List.of(true, false)))
                .searched("optimizer", new CategoricalDomain(List.of("SGD", "ADAM", "NAG", "MOMENTUM"))));
        train(further, point -> 0.5, 1, 0);
        assertThat(rounds.of(LOCAL, further.id())).extracting(Round::planned).containsExactly(7, 1);
        assertThat(points(further)).hasSize(8).doesNotHaveDuplicates();
        assertThat(now(further).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(further).reason()).contains("all 8 points of round 3's ranges are tried");
    }

    @Test
    void aRoundOfPointsThatAreAllTriedIsRefusedAndTheExperimentWaitsOn() {
        Experiment experiment = submit(twelvePoints().trials(24).rounds(2, RoundsPlan.Mode.APPROVE));
        while (claim(experiment, 0).map(claim -> done(claim)).orElse(false)) {}
        assertThat(now(experiment).awaitingApproval()).isTrue();

        SearchSpace part = new SearchSpace(Map.of(
                "hiddenUnits", new IntDomain(1, 2, Scale.LINEAR), "batchNorm", new CategoricalDomain(List.of(true))));
        assertThatThrownBy(() -> rounds.startNext(LOCAL, experiment.id(), Optional.of(part), Optional.empty()))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("all 2 points of round 2's ranges are tried");
        assertThat(now(experiment).awaitingApproval()).isTrue();

        SearchSpace further = new SearchSpace(Map.of(
                "hiddenUnits",
                new IntDomain(6, 8, Scale.LINEAR),
                "batchNorm",
                new CategoricalDomain(List.of(true, false))));
        rounds.startNext(LOCAL, experiment.id(), Optional.of(further), Optional.empty());
        train(experiment, FiniteSpacesContract::accuracy, 1, 0);
        assertThat(points(experiment)).hasSize(16).doesNotHaveDuplicates();
        assertThat(now(experiment).reason()).contains("all 6 points of round 2's ranges are tried");
    }

    @Test
    void theSizeThatADryRunTellsAndTheTimeLeftCountNoTrialThatCannotBe() {
        assertThat(experiments
                        .preview(LOCAL, PRIVATE, twelvePoints().build())
                        .size()
                        .trials())
                .isEqualTo(12);
        Experiment experiment = submit(twelvePoints().sampler(new TpeSampler()));
        complete(claim(experiment, 0).orElseThrow(), FiniteSpacesContract::accuracy);
        Instant later = experiment.createdAt().plusSeconds(40);
        assertThat(now(experiment).estimatedRemaining(later).orElseThrow().toSeconds())
                .as("4 of 12 took 40 seconds")
                .isEqualTo(80);
    }

    private boolean done(Claim claim) {
        complete(claim, FiniteSpacesContract::accuracy);
        return true;
    }

    private static double accuracy(Parameters point) {
        return 0.1 * ((Long) point.values().get("hiddenUnits"));
    }

    private static Plans twelvePoints() {
        return aPlan().trials(30)
                .packsOf(4)
                .named(UUID.randomUUID().toString())
                .searchingOnly("hiddenUnits", new IntDomain(1, 6, Scale.LOG))
                .searched("batchNorm", new CategoricalDomain(List.of(true, false)));
    }
}
