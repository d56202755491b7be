package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.experiment.Confirmations.Again;
import dev.tamis.experiment.Confirmations.Assignment;
import dev.tamis.experiment.Confirmations.Result;
import dev.tamis.experiment.Confirmations.Run;
import dev.tamis.results.Leaderboards;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every database must do where the best trials are trained again. */
abstract class ConfirmationContract extends TrainedByHand {

    @Autowired
    private Confirmations confirmations;

    @Autowired
    private Leaderboards leaderboards;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private Enqueue enqueue;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void theBestAreTrainedAgainAndRankedByTheMeanOfTheirRepeatsAlone() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(6).confirm(3, 2));
        searched(experiment, 0.1, 0.9, 0.5, 0.8, 0.7, 0.2);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNDER_WAY);
        assertThat(now(experiment).repeatsPlanned()).isEqualTo(6);
        assertThat(now(experiment).bestTrial()).as("until then").contains(1);
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();
        assertThat(pack.members()).extracting(Again::trial).containsExactly(1, 1, 3, 3, 4, 4);
        assertThat(pack.members()).extracting(Again::repetition).containsExactly(1, 2, 1, 2, 1, 2);

        boolean more = confirmations.report(run(experiment), results(pack, 0.6, 0.62, 0.7, 0.72, 0.5, 0.52));

        assertThat(more).isFalse();
        Experiment ended = now(experiment);
        assertThat(ended.state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(ended.reason()).isEmpty();
        assertThat(ended.confirmation()).contains(ConfirmationState.CONFIRMED);
        assertThat(ended.bestTrial()).contains(3);
        assertThat(ended.bestValue().orElseThrow()).as("of the repeats").isEqualTo(0.71, within(1e-12));
        assertThat(ranking(experiment, 10)).containsExactly(3, 1, 4, 2, 5, 0);
        assertThat(ranking(experiment, 2)).containsExactly(3, 1);
        assertThat(finalEvaluations
                        .request(LOCAL, experiment.id(), OptionalInt.empty())
                        .trialNumber())
                .isEqualTo(3);
        assertThat(confirmations.next(run(experiment))).isEmpty();
    }

    @Test
    void repeatsHaveSeedsOfTheirOwnAndTheSameEachTime() {
        Experiment experiment = submit(aPlan().trials(3).packsOf(3).confirm(2, 3));
        searched(experiment, 0.1, 0.9, 0.5);

        Assignment pack = confirmations.next(run(experiment)).orElseThrow();
        List<Object> seeds = new ArrayList<>(
                pack.members().stream().map(Again::seed).distinct().toList());
        Plan plan = now(experiment).plan();
        IntStream.range(0, 3).forEach(number -> seeds.add(plan.trialSeed(1, number)));

        assertThat(seeds).doesNotHaveDuplicates().hasSize(pack.members().size() + 3);
        assertThat(confirmations.next(run(experiment))).contains(pack);
    }

    @Test
    void ofALossTheLeastMeanWins() {
        Experiment experiment = submit(aPlan().trials(2)
                .packsOf(4)
                .objective(new Objective("validationLoss", Objective.At.LAST))
                .confirm(2, 2));
        searched(experiment, 0.8, 0.9); // losses are 1 less the accuracy
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();

        confirmations.report(run(experiment), results(pack, 0.6, 0.7, 0.65, 0.75));

        assertThat(now(experiment).bestTrial()).contains(0);
        assertThat(now(experiment).bestValue().orElseThrow()).isEqualTo(0.3, within(1e-12));
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.TIED);
        assertThat(ranking(experiment, 5)).containsExactly(0, 1);
    }

    @Test
    void packsAreReportedOneByOneAndAgainToNoAvail() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2).confirm(2, 2));
        searched(experiment, 0.1, 0.9, 0.5, 0.7);
        Assignment first = confirmations.next(run(experiment)).orElseThrow();
        assertThat(first.members()).extracting(Again::trial).containsExactly(1, 1);
        long before = now(experiment).changeNumber();

        assertThat(confirmations.report(run(experiment), results(first, 0.3, 0.4)))
                .isTrue();
        assertThat(now(experiment).changeNumber()).isGreaterThan(before);
        assertThat(now(experiment).repeatsEnded()).isEqualTo(2);
        assertThat(confirmations.report(run(experiment), results(first, 0.9, 0.9)))
                .isTrue();
        assertThat(now(experiment).repeatsEnded()).isEqualTo(2);
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.RUNNING);

        Assignment second = confirmations.next(run(experiment)).orElseThrow();
        assertThat(confirmations.report(run(experiment), results(second, 0.1, 0.2)))
                .isFalse();
        assertThat(now(experiment).bestTrial()).contains(1);
        assertThat(now(experiment).bestValue().orElseThrow()).isEqualTo(0.35, within(1e-12));
    }

    @Test
    void aTrialOfWhichOneRepeatDivergesIsNotConfirmedAndComesAfterThoseThatAre() {
        Experiment experiment = submit(aPlan().trials(3).packsOf(4).confirm(2, 2));
        searched(experiment, 0.9, 0.8, 0.95);
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();
        List<Result> results = new ArrayList<>(results(pack, 0.9, 0.9, 0.5, 0.5));
        results.set(
                1, new Result(pack.members().get(1), Optional.empty(), Optional.of("the loss was no longer a number")));

        confirmations.report(run(experiment), results);

        assertThat(now(experiment).bestTrial()).contains(0);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.CONFIRMED);
        assertThat(ranking(experiment, 5)).containsExactly(0, 2, 1);
        assertThat(now(experiment).counts().failed()).as("of the search").isZero();
    }

    @Test
    void whereAllDivergeTheOrderOfTheSearchStays() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(4).confirm(2, 1));
        searched(experiment, 0.8, 0.9);
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();

        confirmations.report(
                run(experiment),
                pack.members().stream()
                        .map(each -> new Result(each, Optional.empty(), Optional.of("no number")))
                        .toList());

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNCONFIRMED);
        assertThat(now(experiment).bestTrial()).contains(1);
        assertThat(now(experiment).bestValue()).contains(0.9);
        assertThat(ranking(experiment, 5)).containsExactly(1, 0);
    }

    @Test
    void aRepeatThatBreaksAConstraintLeavesItsTrialUnconfirmed() {
        Experiment experiment = submit(aPlan().trials(2)
                .packsOf(4)
                .constraints(new Constraint("validationLoss", 0.5, null), new Constraint("parameters", 1e9, null))
                .confirm(5, 1));
        searched(experiment, 0.8, 0.9);
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();

        confirmations.report(run(experiment), results(pack, 0.3, 0.6));

        assertThat(now(experiment).bestTrial()).contains(0);
        assertThat(ranking(experiment, 5)).containsExactly(0, 1);
        assertThat(jdbc.queryForList(
                        "select reason from confirmation where experiment_id = ? and state = 'FAILED'",
                        String.class,
                        experiment.id()))
                .containsExactly("it breaks a constraint, which its trial kept to");
    }

    @Test
    void fewerAreTrainedAgainWhereFewerHaveCompleted() {
        Experiment experiment =
                submit(aPlan().trials(3).maxFailedTrials(3).packsOf(3).confirm(5, 2));
        Claim claim = claim(experiment, 0).orElseThrow();
        assertThat(now(experiment).repeatsPlanned()).as("at most").isEqualTo(6);

        reports.report(
                claim,
                List.of(new Measurement(1, 2, 1, 0.5, 1, 0.7)),
                List.of(TrialEnd.failed(0, "x"), TrialEnd.completed(1), TrialEnd.failed(2, "x")));

        assertThat(now(experiment).repeatsPlanned()).isEqualTo(2);
        confirmations.report(
                run(experiment), results(confirmations.next(run(experiment)).orElseThrow(), 0.6, 0.7));
        assertThat(now(experiment).confirmation())
                .as("there is nobody to be told from")
                .contains(ConfirmationState.CONFIRMED);
    }

    @Test
    void aTrainingIsRepeatedUpToTheEpochThatCounted() {
        Experiment experiment = submit(aPlan().trials(1)
                .fixed("epochs", 3L)
                .objective(new Objective("validationAccuracy", Objective.At.BEST))
                .confirm(1, 1));
        Claim claim = claim(experiment, 0).orElseThrow();
        reports.report(
                claim,
                List.of(
                        new Measurement(0, 1, 1, 0.5, 1, 0.6),
                        new Measurement(0, 2, 1, 0.5, 1, 0.8),
                        new Measurement(0, 3, 1, 0.5, 1, 0.7)),
                List.of(TrialEnd.completed(0)));

        assertThat(confirmations.next(run(experiment)).orElseThrow().members())
                .extracting(Again::epochs)
                .containsExactly(2);
    }

    @Test
    void whatEndedTheSearchStaysTheReason() {
        Experiment experiment = submit(aPlan().trials(4).target(0.6).confirm(2, 1));
        complete(claim(experiment, 0).orElseThrow(), point -> 0.65);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNDER_WAY);
        assertThat(claim(experiment, 0)).isEmpty();
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.RUNNING);
        confirmations.report(
                run(experiment), results(confirmations.next(run(experiment)).orElseThrow(), 0.5));

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).contains("the target 0.6 is reached: trial 0 has 0.65");
    }

    @Test
    void theyAreTrainedAgainAfterTheLastRound() {
        Experiment experiment = submit(
                aPlan().trials(24).packsOf(12).rounds(2, RoundsPlan.Mode.AUTO).confirm(2, 1));
        for (int round = 1; round <= 2; round++) {
            assertThat(now(experiment).confirmation()).isEmpty();
            Claim claim = claim(experiment, 0).orElseThrow();
            double best = round == 1 ? 0.5 : 0.4;
            complete(claim, point -> best + ((Number) point.values().get("learningRate")).doubleValue());
        }

        assertThat(rounds.get(LOCAL, experiment.id(), 2).finishedAt()).isPresent();
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNDER_WAY);
        Assignment pack = confirmations.next(run(experiment)).orElseThrow();
        assertThat(pack.members()).extracting(Again::trial).allMatch(number -> number < 12);
        confirmations.report(run(experiment), results(pack, 0.3, 0.4));

        assertThat(ranking(experiment, 24, 1).get(0))
                .isEqualTo(now(experiment).bestTrial().orElseThrow());
        assertThat(ranking(experiment, 24, 2)).hasSize(12).allMatch(number -> number >= 12);
        assertThat(ranking(experiment, 30)).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void aPauseTakesTheRepeatsBackAndAResumedExperimentTrainsThemInAnotherRun() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(4).confirm(2, 1));
        searched(experiment, 0.8, 0.9);
        Run before = run(experiment);
        Assignment pack = confirmations.next(before).orElseThrow();

        experiments.pause(LOCAL, experiment.id());
        assertThat(confirmations.goesOn(before)).isFalse();
        assertThat(confirmations.report(before, results(pack, 0.1, 0.2))).isFalse();
        assertThat(now(experiment).repeatsEnded()).isZero();
        experiments.resume(LOCAL, experiment.id());

        assertThat(confirmations.next(before)).isEmpty();
        assertThat(confirmations.report(before, results(pack, 0.1, 0.2))).isFalse();
        assertThat(confirmations.next(run(experiment))).contains(pack);
        assertThat(confirmations.report(run(experiment), results(pack, 0.1, 0.2)))
                .isFalse();
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).bestTrial()).contains(0);
    }

    @Test
    void whatIsCancelledKeepsTheOrderOfItsSearch() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(1).confirm(2, 1));
        searched(experiment, 0.8, 0.9);
        Run run = run(experiment);
        confirmations.report(run, results(confirmations.next(run).orElseThrow(), 0.1));

        experiments.cancel(LOCAL, experiment.id());

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNCONFIRMED);
        assertThat(now(experiment).bestTrial()).contains(1);
        assertThat(ranking(experiment, 5)).containsExactly(1, 0);
        assertThat(confirmations.next(run)).isEmpty();
    }

    @Test
    void meanwhileNothingElseIsTried() {
        Experiment experiment = submit(aPlan().trials(2).target(0.1).confirm(1, 1));
        complete(claim(experiment, 0).orElseThrow(), point -> 0.8);

        assertThatThrownBy(() -> enqueue.enqueue(
                        LOCAL,
                        experiment.id(),
                        List.of(new Parameters(Map.of("learningRate", 1e-4))),
                        "",
                        Optional.empty()))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("trained again");
        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty()))
                .isInstanceOf(NotYet.class);
    }

    @Test
    void thePlanOfItSaysHowMuchMoreIsTrained() {
        Size size = experiments
                .preview(
                        LOCAL,
                        dev.tamis.people.Visibility.PRIVATE,
                        aPlan().trials(3).confirm(5, 4).build())
                .size();

        assertThat(size.epochsOfConfirmation()).isEqualTo(3 * 4 * 2);
        assertThat(StorageLimits.bytes(aPlan().trials(3).confirm(5, 4).build()))
                .isEqualTo(StorageLimits.bytes(aPlan().trials(3).build()) + 3 * 4 * 200);
    }

    @Test
    void removedExperimentsLeaveNoRepeats() {
        Experiment experiment = submit(aPlan().trials(1).confirm(1, 2));
        searched(experiment, 0.8);

        experiments.delete(LOCAL, experiment.id());

        assertThat(jdbc.queryForObject(
                        "select count(*) from confirmation where experiment_id = ?", Integer.class, experiment.id()))
                .isZero();
    }

    /** However many lanes, in whatever order: the same trials, and so the same repeats. */
    @Test
    void whatIsTrainedAgainDependsOnResultsAlone() {
        ToDoubleFunction<Parameters> accuracy =
                point -> 0.5 + ((Number) point.values().get("learningRate")).doubleValue();
        List<Optional<Assignment>> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int lanes = 1; lanes <= 3; lanes++) {
            Experiment experiment = submit(aPlan().trials(12).packsOf(3).confirm(3, 2));
            while (now(experiment).confirmation().isEmpty()) {
                claim(experiment, random.nextInt(lanes)).ifPresent(claim -> {
                    if (random.nextInt(4) == 0) {
                        claims.giveBack(claim);
                    } else {
                        complete(claim, accuracy);
                    }
                });
            }
            all.add(confirmations.next(run(experiment)));
        }

        assertThat(all).allMatch(Optional::isPresent);
        assertThat(all.stream().distinct()).hasSize(1);
    }

    private Run run(Experiment experiment) {
        return new Run(experiment.id(), now(experiment).run());
    }

    private List<Integer> ranking(Experiment experiment, int top) {
        return leaderboards.best(LOCAL, experiment.id(), top, Optional.empty()).trials().stream()
                .map(Trial::number)
                .toList();
    }

    private List<Integer> ranking(Experiment experiment, int top, int round) {
        return leaderboards.best(LOCAL, experiment.id(), top, Optional.of(round)).trials().stream()
                .map(Trial::number)
                .toList();
    }

    /** All trials complete, by number. */
    private void searched(Experiment experiment, double... accuracies) {
        for (Optional<Claim> claim = claim(experiment, 0); claim.isPresent(); claim = claim(experiment, 0)) {
            Claim claimed = claim.get();
            List<Integer> numbers = claimed.numbers().stream()
                    .filter(number -> number < accuracies.length)
                    .toList();
            reports.report(
                    claimed,
                    numbers.stream()
                            .map(number -> measured(number, accuracies[number]))
                            .toList(),
                    claimed.numbers().stream()
                            .map(number -> number < accuracies.length
                                    ? TrialEnd.completed(number)
                                    : TrialEnd.failed(number, "of no interest"))
                            .toList());
        }
    }

    private static Measurement measured(int number, double accuracy) {
        return new Measurement(number, 2, 1, 0.5, 1 - accuracy, accuracy);
    }

    private static List<Result> results(Assignment pack, double... accuracies) {
        return IntStream.range(0, accuracies.length)
                .mapToObj(i ->
                        new Result(pack.members().get(i), Optional.of(measured(i, accuracies[i])), Optional.empty()))
                .toList();
    }
}
