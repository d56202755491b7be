package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.GridSampler;
import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.search.sampler.SobolSampler;
import dev.tamis.search.sampler.TpeSampler;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What every database must do where somebody chooses points to be tried. */
abstract class EnqueueContract extends TrainedByHand {

    @Autowired
    private Enqueue enqueue;

    static Stream<Sampler> samplers() {
        return Stream.of(new RandomSampler(), new SobolSampler(), new LearningSampler(), new TpeSampler());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void pointsOfASubmissionAreTheFirstTrialsAndCountAgainstTheBudget(Sampler sampler) {
        List<Parameters> chosen = rates(1e-3, 2e-3, 1e-3);
        Experiment experiment =
                submit(aPlan().trials(10).packsOf(2).sampler(sampler).points(chosen));
        train(experiment, EnqueueContract::accuracy, 3, 4);

        assertThat(points(experiment)).hasSize(10).startsWith(chosen.toArray(Parameters[]::new));
        assertThat(trials(experiment)).extracting(Trial::note).startsWith(Optional.of(""), Optional.of(""));
        assertThat(trials(experiment).get(3).note()).isEmpty();
        Experiment alone = submit(aPlan().trials(10).packsOf(2).sampler(sampler).points(chosen));
        train(alone, EnqueueContract::accuracy, 1, 1);
        assertThat(points(alone)).isEqualTo(points(experiment));
        if (sampler instanceof RandomSampler) {
            Experiment without = submit(aPlan().trials(10).packsOf(2).sampler(sampler));
            assertThat(points(without).subList(3, 10))
                    .as("a number's draw is its own, whatever was chosen before it")
                    .isEqualTo(points(experiment).subList(3, 10));
        }
    }

    @Test
    void whereAllTrialsAreDrawnAPointTakesThePlaceOfTheLastThatWaitsAndComesNext() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(2));
        List<Parameters> drawn = points(experiment);
        Claim first = claim(experiment, 0).orElseThrow();

        assertThat(enqueue(experiment, rates(1e-3, 2e-3, 3e-3), "an idea").numbers())
                .containsExactly(5, 6, 7);
        assertThat(enqueue(experiment, rates(4e-3), "another").numbers()).containsExactly(4);

        assertThat(now(experiment).counts().drawn()).isEqualTo(8);
        assertThat(points(experiment))
                .startsWith(drawn.subList(0, 4).toArray(Parameters[]::new))
                .endsWith(rates(4e-3, 1e-3, 2e-3, 3e-3).toArray(Parameters[]::new));
        assertThat(trials(experiment).get(5).note()).contains("an idea");
        complete(first, EnqueueContract::accuracy);
        assertThat(claimed(experiment)).containsExactly(List.of(5, 6), List.of(7), List.of(4), List.of(2, 3));
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aPointThatWaitsAnywayComesForwardUnderItsNumber() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(2));
        Parameters waiting = points(experiment).get(6);

        assertThat(enqueue(experiment, List.of(waiting), "").numbers()).containsExactly(6);

        assertThat(claimed(experiment)).startsWith(List.of(6)).hasSize(5);
        assertThat(points(experiment)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("learning")
    void whereTrialsAreDrawnByAndByAPointIsTheNextThatIsDrawn(Sampler sampler) {
        Experiment experiment = submit(aPlan().trials(12).packsOf(3).sampler(sampler));
        Claim first = claim(experiment, 0).orElseThrow();
        assertThat(enqueue(experiment, rates(1e-3, 2e-3), "").numbers()).containsExactly(3, 4);
        assertThat(enqueue(experiment, rates(3e-3), "").numbers()).containsExactly(5);
        assertThat(points(experiment)).hasSize(3);

        complete(first, EnqueueContract::accuracy);
        train(experiment, EnqueueContract::accuracy, 3, 9);

        assertThat(points(experiment)).hasSize(12);
        assertThat(points(experiment).subList(3, 6)).isEqualTo(rates(1e-3, 2e-3, 3e-3));
        Experiment alone = submit(aPlan().trials(12).packsOf(3).sampler(sampler));
        enqueue(alone, rates(1e-3, 2e-3, 3e-3), "");
        train(alone, EnqueueContract::accuracy, 1, 0);
        assertThat(points(alone)).isEqualTo(points(experiment));
    }

    static Stream<Sampler> learning() {
        return samplers().filter(each -> each.lag(1).isPresent());
    }

    @Test
    void whatIsMoreThanTheBudgetHasRoomForIsRefusedWhole() {
        Experiment learning = submit(aPlan().trials(6).packsOf(3).sampler(new LearningSampler()));
        assertThatThrownBy(() -> enqueue(learning, rates(1e-3, 2e-3, 3e-3, 4e-3), ""))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("6 trials, of which 3 are left, and 4 points were sent");
        assertThat(enqueue(learning, rates(1e-3, 2e-3, 3e-3), "").numbers()).containsExactly(3, 4, 5);

        Experiment random = submit(aPlan().trials(4).packsOf(4));
        Claim all = claim(random, 0).orElseThrow();
        assertThatThrownBy(() -> enqueue(random, rates(1e-3), ""))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("4 trials, of which 0 are left");
        complete(all, EnqueueContract::accuracy);
        assertThatThrownBy(() -> enqueue(random, rates(1e-3), "")).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> enqueue(random, rates(1e-3), "")).hasMessageContaining("COMPLETED");
    }

    @Test
    void whatNoTrialOfThisRoundIsLeftForIsTriedInTheNext() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(4).rounds(2, RoundsPlan.Mode.APPROVE));
        complete(claim(experiment, 0).orElseThrow(), EnqueueContract::accuracy);
        assertThat(now(experiment).awaitingApproval()).isTrue();
        assertThat(enqueue(experiment, rates(1e-3, 2e-3), "").numbers()).containsExactly(4, 5);

        rounds.startNext(LOCAL, experiment.id(), Optional.empty(), Optional.empty());

        assertThat(points(experiment)).hasSize(8);
        assertThat(points(experiment).subList(4, 6)).isEqualTo(rates(1e-3, 2e-3));
        assertThat(rounds.get(LOCAL, experiment.id(), 2).planned()).isEqualTo(4);
    }

    @Test
    void inAFiniteSpaceAPointMayBeTriedAgainBesideAllOthers() {
        for (Sampler sampler : List.of(new RandomSampler(), new TpeSampler())) {
            Experiment experiment = submit(aPlan().trials(30)
                    .packsOf(2)
                    .sampler(sampler)
                    .searchingOnly("hiddenUnits", new IntDomain(1, 6, Scale.LINEAR)));
            Claim first = claim(experiment, 0).orElseThrow();
            Parameters again = first.members().get(0).parameters();
            int number = enqueue(experiment, List.of(again), "again").numbers().get(0);
            complete(first, point -> 0.5);
            train(experiment, point -> 0.5, 2, 1);

            assertThat(points(experiment)).hasSize(7);
            assertThat(points(experiment).stream().distinct()).hasSize(6);
            assertThat(points(experiment).get(number)).isEqualTo(again);
            assertThat(now(experiment).reason()).contains("all 6 points of the search space are tried");
        }
    }

    @Test
    void aGridTriesItsOwnPointsAndTheChosenOnesFirst() {
        Plans plan = aPlan().trials(5).packsOf(2).sampler(new GridSampler(Map.of("learningRate", 5)));
        List<Parameters> grid = points(submit(plan));
        List<Parameters> chosen = List.of(grid.get(3), grid.get(1));
        Experiment experiment = submit(plan.points(chosen));
        assertThat(points(experiment))
                .startsWith(chosen.toArray(Parameters[]::new))
                .containsExactlyInAnyOrderElementsOf(grid);

        assertThat(enqueue(experiment, List.of(grid.get(4)), "").numbers()).containsExactly(4);
        assertThatThrownBy(() -> enqueue(experiment, rates(3e-3), ""))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("points[0]")
                .hasMessageContaining("GRID tries each of its own points once");
        assertThatThrownBy(() -> submit(plan.points(rates(3e-3))))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("points");
        assertThat(claimed(experiment).get(0)).containsExactly(4);
    }

    @Test
    void aRepeatedRequestAddsNothingAndAnotherOneOfTheSameKeyIsRefused() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(2));
        Optional<String> key = Optional.of("once");
        Enqueue.Enqueued first = enqueue.enqueue(LOCAL, experiment.id(), rates(1e-3, 2e-3), "n", key);
        Enqueue.Enqueued again = enqueue.enqueue(LOCAL, experiment.id(), rates(1e-3, 2e-3), "n", key);

        assertThat(first.added()).isTrue();
        assertThat(again).isEqualTo(new Enqueue.Enqueued(first.numbers(), false));
        assertThatThrownBy(() -> enqueue.enqueue(LOCAL, experiment.id(), rates(1e-3), "n", key))
                .isInstanceOf(IdempotencyConflict.class);
        assertThat(trials(experiment).stream().filter(each -> each.note().isPresent()))
                .hasSize(2);
    }

    @Test
    void whatLiesOutsideTheRangesIsRefusedAndWhoseEndIsNearTakesNothing() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(2).target(0.01));
        assertThatThrownBy(() -> enqueue(experiment, rates(1e-3, 1), ""))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("points[1]");
        Claim running = claim(experiment, 1).orElseThrow();
        complete(claim(experiment, 0).orElseThrow(), point -> 0.5);

        assertThatThrownBy(() -> enqueue(experiment, rates(1e-3), ""))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("the target 0.01 is reached");
        complete(running, point -> 0.5);
    }

    @Test
    void whatIsLeftOfAnExperimentGoesWithIt() {
        Experiment experiment = submit(aPlan().trials(9).packsOf(3).sampler(new LearningSampler()));
        enqueue.enqueue(LOCAL, experiment.id(), rates(1e-3), "", Optional.of("k"));
        experiments.delete(LOCAL, experiment.id());
        assertThatThrownBy(() -> enqueue(experiment, rates(1e-3), "")).isInstanceOf(NotFound.class);
    }

    private Enqueue.Enqueued enqueue(Experiment experiment, List<Parameters> points, String note) {
        return enqueue.enqueue(LOCAL, experiment.id(), points, note, Optional.empty());
    }

    /** The packs that one lane trains to the end. */
    private List<List<Integer>> claimed(Experiment experiment) {
        List<List<Integer>> packs = new ArrayList<>();
        Optional<Claim> claim = claim(experiment, 0);
        while (claim.isPresent()) {
            packs.add(claim.get().numbers());
            complete(claim.get(), EnqueueContract::accuracy);
            claim = claim(experiment, 0);
        }
        return packs;
    }

    private static double accuracy(Parameters point) {
        return 10 * (Double) point.values().get("learningRate");
    }

    private static List<Parameters> rates(double... rates) {
        return DoubleStream.of(rates)
                .mapToObj(rate -> new Parameters(Map.of("learningRate", rate)))
                .toList();
    }
}
