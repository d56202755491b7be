package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.mlp.MlpMetric;
import dev.tamis.results.StoredTrials;
import dev.tamis.results.Suggestions;
import dev.tamis.search.RangeSuggestion;
import dev.tamis.search.Verdict;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every database must do for experiments. One subclass for each database. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class PersistenceContract {

    private static final int DEATHS_ALLOWED = 2;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private Removals removals;

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private SearchSpaces searchSpaces;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void aSubmittedExperimentHasAllItsTrialsWaiting() {
        Experiment experiment = submit(aPlan().trials(10));

        Experiment stored = experiments.get(LOCAL, experiment.id());
        assertThat(stored.state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(stored.counts().waiting()).isEqualTo(10);
        assertThat(stored.plan()).isEqualTo(experiment.plan());
        assertThat(allTrials(experiment)).extracting(Trial::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(allTrials(experiment)).allSatisfy(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.WAITING);
            assertThat(stored.plan().model().searched().contains(trial.parameters()))
                    .isTrue();
            assertThat(trial.epochs()).isEqualTo(2);
        });
        assertThat(rounds.of(LOCAL, experiment.id())).singleElement().satisfies(round -> {
            assertThat(round.number()).isEqualTo(1);
            assertThat(round.trialCount()).isEqualTo(10);
            assertThat(round.space()).isEqualTo(stored.plan().model().searched());
        });
    }

    @Test
    void equalSeedsGiveEqualPointsAndOthersOtherPoints() {
        Experiment one = submit(aPlan().trials(5).seed(7));
        Experiment same = submit(aPlan().trials(5).seed(7));
        Experiment other = submit(aPlan().trials(5).seed(8));

        assertThat(allTrials(one))
                .extracting(Trial::parameters)
                .isEqualTo(allTrials(same).stream().map(Trial::parameters).toList())
                .doesNotContainAnyElementsOf(
                        allTrials(other).stream().map(Trial::parameters).toList());
    }

    @Test
    void aRepeatedIdempotencyKeyGivesTheFirstExperiment() {
        String key = UUID.randomUUID().toString();
        Experiments.Submission first = experiments.submit(LOCAL, PRIVATE, aPlan().build(), Optional.of(key));
        Experiments.Submission second = experiments.submit(LOCAL, PRIVATE, aPlan().build(), Optional.of(key));

        assertThat(first.created()).isTrue();
        assertThat(second.created()).isFalse();
        assertThat(second.experiment().id()).isEqualTo(first.experiment().id());
        assertThatThrownBy(() -> experiments.submit(
                        LOCAL, PRIVATE, aPlan().named("another").build(), Optional.of(key)))
                .isInstanceOf(IdempotencyConflict.class);
    }

    @Test
    void concurrentSubmissionsWithOneKeyMakeOneExperiment() throws Exception {
        String key = UUID.randomUUID().toString();
        List<UUID> ids = inParallel(
                4,
                () -> experiments
                        .submit(LOCAL, PRIVATE, aPlan().build(), Optional.of(key))
                        .experiment()
                        .id());

        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void aClaimTakesThePacksInOrderAndCountsThem() {
        Experiment experiment = submit(aPlan().trials(5).packsOf(2));

        Claim first = claim(experiment, 0);
        Claim second = claim(experiment, 1);

        assertThat(first.numbers()).containsExactly(0, 1);
        assertThat(second.numbers()).containsExactly(2, 3);
        assertThat(counts(experiment).running()).isEqualTo(4);
        assertThat(counts(experiment).waiting()).isEqualTo(1);
        assertThat(trials.get(LOCAL, experiment.id(), 0).claimedBy()).contains(first.claimedBy());
        assertThat(trials.get(LOCAL, experiment.id(), 0).attempt()).isEqualTo(1);
    }

    @Test
    void competingLanesClaimEveryTrialExactlyOnce() throws Exception {
        Experiment experiment = submit(aPlan().trials(60).packsOf(3));
        List<Integer> claimed = new ArrayList<>();
        List<List<Integer>> byLane = inParallel(4, lanes -> {
            List<Integer> mine = new ArrayList<>();
            while (true) {
                Optional<Claim> claim = next(
                        new Claim.Lane(experiment.id(), 1, lanes),
                        UUID.randomUUID().toString());
                if (claim.isEmpty()) {
                    return mine;
                }
                mine.addAll(claim.get().numbers());
                reports.report(
                        claim.get(),
                        claim.get().numbers().stream()
                                .map(number -> result(number, 2, 0.5))
                                .toList(),
                        claim.get().numbers().stream().map(TrialEnd::completed).toList());
            }
        });
        byLane.forEach(claimed::addAll);

        assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
        assertThat(counts(experiment).completed()).isEqualTo(60);
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void reportsBecomeCurvesAndTheLastOneCompletesTheExperiment() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        Claim claim = claim(experiment, 0);

        assertThat(reports.report(claim, List.of(result(0, 1, 0.5), result(1, 1, 0.6)), List.of()))
                .containsExactlyInAnyOrder(0, 1);
        assertThat(trials.get(LOCAL, experiment.id(), 0).epochsDone()).isEqualTo(1);
        assertThat(reports.report(
                        claim,
                        List.of(result(0, 2, 0.4), result(1, 2, 0.7)),
                        List.of(TrialEnd.completed(0), TrialEnd.completed(1))))
                .isEmpty();

        assertThat(trials.curve(LOCAL, experiment.id(), 0)).containsExactly(result(0, 1, 0.5), result(0, 2, 0.4));
        Trial worse = trials.get(LOCAL, experiment.id(), 0);
        assertThat(worse.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(worse.objectiveValue()).contains(0.4);
        assertThat(worse.bestEpoch()).contains(1);
        assertThat(MlpMetric.ALL.value(worse.bestMetrics(), "validationAccuracy"))
                .contains(0.5);
        Experiment ended = experiments.get(LOCAL, experiment.id());
        assertThat(ended.state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(ended.finishedAt()).isPresent();
        assertThat(ended.bestTrial()).contains(1);
        assertThat(ended.bestValue()).contains(0.7);
        assertThat(rounds.of(LOCAL, experiment.id()).get(0).finishedAt()).isPresent();
    }

    @Test
    void theObjectiveMayTakeTheBestEpochOrTheLoss() {
        Experiment best = submit(aPlan().trials(1).objective(new Objective("validationAccuracy", Objective.At.BEST)));
        Experiment loss = submit(aPlan().trials(1).objective(new Objective("validationLoss", Objective.At.BEST)));
        for (Experiment each : List.of(best, loss)) {
            Claim claim = claim(each, 0);
            reports.report(claim, List.of(result(0, 1, 0.8)), List.of());
            reports.report(claim, List.of(result(0, 2, 0.3)), List.of(TrialEnd.completed(0)));
        }

        assertThat(experiments.get(LOCAL, best.id()).bestValue()).contains(0.8);
        assertThat(experiments.get(LOCAL, loss.id()).bestValue())
                .contains(MlpMetric.VALIDATION_LOSS.of(result(0, 1, 0.8)));
    }

    @Test
    void lossesThatAreNoNumbersAreKeptAndFailTheTrial() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(1));
        Claim claim = claim(experiment, 0);
        Measurement diverged = new Measurement(0, 1, Double.NaN, 0.1, Double.POSITIVE_INFINITY, 0.1);

        reports.report(claim, List.of(diverged), List.of(TrialEnd.failed(0, "training loss became NaN in epoch 1")));

        assertThat(trials.curve(LOCAL, experiment.id(), 0)).containsExactly(diverged);
        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.FAILED);
        assertThat(trials.get(LOCAL, experiment.id(), 0).reason()).contains("training loss became NaN in epoch 1");
        assertThat(trials.get(LOCAL, experiment.id(), 0).objectiveValue()).isEmpty();
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.FAILED);
    }

    @Test
    void lossesOfIterationsAreKeptBitForBitWhereAskedForAndGoWithTheTrialsOtherMeasurements() {
        Experiment fine = submit(aPlan().trials(1).curve(CurveDetail.ITERATION));
        Experiment coarse = submit(aPlan().trials(1));
        List<Double> first = List.of(2.302585092994046, Double.NaN, Double.POSITIVE_INFINITY);
        List<Double> second = List.of(1e-300, 0.1);
        for (Experiment each : List.of(fine, coarse)) {
            Claim claim = claim(each, 0);
            reports.report(claim, List.of(withIterations(1, first)), List.of());
            reports.report(claim, List.of(withIterations(2, second)), List.of());
        }

        assertThat(experiments.get(LOCAL, fine.id()).plan().terms().curve()).isEqualTo(CurveDetail.ITERATION);
        assertThat(trials.iterationLosses(LOCAL, fine.id(), 0))
                .containsExactly(2.302585092994046, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, 0.1);
        assertThatThrownBy(() -> trials.iterationLosses(LOCAL, coarse.id(), 0)).isInstanceOf(NotFound.class);
        experiments.pause(LOCAL, fine.id());
        assertThat(trials.iterationLosses(LOCAL, fine.id(), 0)).isEmpty();
    }

    private static Measurement withIterations(int epoch, List<Double> losses) {
        return new Measurement(0, epoch, List.of(2.0, 0.2, 2.1, 0.1), losses);
    }

    @Test
    void oneFailureTooManyFailsTheExperimentAndCancelsTheRest() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(2).maxFailedTrials(1));
        Claim claim = claim(experiment, 0);

        reports.report(claim, List.of(), List.of(TrialEnd.failed(0, "diverged")));
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.RUNNING);
        reports.report(claim, List.of(), List.of(TrialEnd.failed(1, "diverged")));

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.reason())
                .contains("2 trials failed, and maxFailedTrials is 1; the commonest reason, of 2 of them: diverged");
        assertThat(failed.counts().failed()).isEqualTo(2);
        assertThat(failed.counts().cancelled()).isEqualTo(4);
        assertThat(next(new Claim.Lane(experiment.id(), 1, 0), "late")).isEmpty();
    }

    @Test
    void anExperimentNoneOfWhoseTrialsCompletesHasFailedAndSaysWhy() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).maxFailedTrials(4));
        Claim claim = claim(experiment, 0);

        reports.report(
                claim,
                List.of(),
                List.of(
                        TrialEnd.failed(0, "training loss became NaN in epoch 1"),
                        TrialEnd.failed(1, "validation loss became infinite in epoch 1"),
                        new TrialEnd(2, new End.Pruned("hopeless")),
                        TrialEnd.failed(3, "training loss became NaN in epoch 12")));

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.reason())
                .contains("none of the 4 trials completed: 3 failed, 1 pruned; the commonest reason, of 2 of them:"
                        + " training loss became NaN in epoch N");
        assertThat(failed.finishedAt()).isPresent();
        assertThat(failed.counts().cancelled()).isZero();
        assertThat(rounds.of(LOCAL, experiment.id()).get(0).finishedAt()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(RoundsPlan.Mode.class)
    void noRoundFollowsOneWithoutSurvivors(RoundsPlan.Mode mode) {
        Experiment experiment =
                submit(aPlan().trials(6).packsOf(6).maxFailedTrials(6).rounds(3, mode));

        failAll(experiment, 1);

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.awaitingApproval()).isFalse();
        assertThat(failed.reason())
                .contains("none of the 2 trials of round 1 completed, so no further round is searched: 2 failed; the"
                        + " commonest reason, of 2 of them: out of range");
        assertThat(rounds.of(LOCAL, experiment.id())).hasSize(1);
        assertThatThrownBy(() -> rounds.startNext(LOCAL, experiment.id(), Optional.empty(), Optional.empty()))
                .isInstanceOf(NotYet.class);
    }

    @Test
    void whatEarlierRoundsFoundStaysWhereALaterOneHasNoSurvivors() {
        Experiment experiment =
                submit(aPlan().trials(6).packsOf(6).maxFailedTrials(6).rounds(3, RoundsPlan.Mode.AUTO));
        trainAll(experiment, 1);

        failAll(experiment, 2);

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.reason().orElseThrow()).startsWith("none of the 2 trials of round 2 completed");
        assertThat(rounds.of(LOCAL, experiment.id())).hasSize(2);
        assertThat(finalEvaluations
                        .request(LOCAL, experiment.id(), OptionalInt.empty())
                        .trialNumber())
                .isEqualTo(failed.bestTrial().orElseThrow());
    }

    @Test
    void aLastRoundWithoutSurvivorsEndsAnExperimentThatHasSome() {
        Experiment experiment =
                submit(aPlan().trials(4).packsOf(4).maxFailedTrials(4).rounds(2, RoundsPlan.Mode.AUTO));
        trainAll(experiment, 1);

        failAll(experiment, 2);

        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(experiments.get(LOCAL, experiment.id()).reason()).isEmpty();
    }

    @Test
    void theCommonestReasonIsKeptShortEnoughForItsColumn() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(1));

        reports.report(claim(experiment, 0), List.of(), List.of(TrialEnd.failed(0, "x".repeat(2000))));

        assertThat(experiments.get(LOCAL, experiment.id()).reason().orElseThrow())
                .contains("xxx")
                .hasSizeLessThan(2000);
    }

    /** Epochs, batches and units differ, so trials differ twentyfold: counting them would say nothing. */
    private static Plans mixedWork() {
        return aPlan().fixed("hiddenLayers", 1L)
                .fixed("optimizer", "ADAM")
                .searched("hiddenUnits", new CategoricalDomain(List.of(10L, 20L)))
                .searched("batchSize", new CategoricalDomain(List.of(30L, 100L)))
                .searchedInsteadOf("epochs", new CategoricalDomain(List.of(2L, 10L)));
    }

    /** Updates, calls of two layers, and products of 400 rows to train and 100 to score, of a 784-units-10 network, by hand. */
    private static double epochWork(Trial trial) {
        double steps = value(trial, "batchSize") == 30 ? 14 : 4;
        double parameters = value(trial, "hiddenUnits") == 10 ? 7_960 : 15_910;
        return steps * (parameters + 2 * 30_000) + (400 + 100 / 3.0) * parameters / 12;
    }

    private static long value(Trial trial, String hyperparameter) {
        return (Long) trial.parameters().values().get(hyperparameter);
    }

    private static double work(List<Trial> some) {
        return some.stream()
                .mapToDouble(trial -> trial.epochs() * epochWork(trial))
                .sum();
    }

    @Test
    void whatRemainsIsWeighedByItsWorkFromTheFirstReportOn() {
        Experiment experiment = submit(mixedWork().trials(8).maxFailedTrials(8));
        List<Trial> drawn = allTrials(experiment);
        assertThat(drawn.stream().map(PersistenceContract::epochWork).distinct())
                .as("a mixture")
                .hasSizeGreaterThan(2);
        double all = work(drawn);
        Claim first = claim(experiment, 0);
        Claim second = claim(experiment, 1);
        assertThat(remaining(experiment, 10)).isEmpty();

        reports.report(first, List.of(result(0, 1, 0.5)), List.of());
        reports.report(second, List.of(result(1, 1, 0.5)), List.of());

        double done = epochWork(drawn.get(0)) + epochWork(drawn.get(1));
        assertThat(remaining(experiment, 10).orElseThrow()).isCloseTo(10 * (all - done) / done, within(0.002));

        int epochs = drawn.get(0).epochs();
        reports.report(first, List.of(result(0, epochs, 0.5)), List.of(TrialEnd.completed(0)));
        reports.report(second, List.of(), List.of(TrialEnd.failed(1, "it need not do the rest")));

        done += (epochs - 1) * epochWork(drawn.get(0));
        double left = all - work(drawn.subList(0, 2));
        assertThat(remaining(experiment, 20).orElseThrow()).isCloseTo(20 * left / done, within(0.002));
    }

    @Test
    void workThatIsLostHasToBeDoneAgainAndTookItsTime() {
        Experiment experiment = submit(mixedWork().trials(4));
        List<Trial> drawn = allTrials(experiment);
        Claim givenBack = claim(experiment, 0);
        Claim dead = claim(experiment, 1);
        reports.report(givenBack, List.of(result(0, 1, 0.5)), List.of());
        reports.report(dead, List.of(result(1, 1, 0.5)), List.of());

        claims.giveBack(givenBack);
        claims.workerDied(dead.lane(), Deaths.upTo(DEATHS_ALLOWED), () -> {});

        double done = epochWork(drawn.get(0)) + epochWork(drawn.get(1));
        assertThat(remaining(experiment, 6).orElseThrow()).isCloseTo(6 * work(drawn) / done, within(0.002));
    }

    @Test
    void trialsOfRoundsToComeCountLikeTheMeanOfThoseDrawn() {
        Experiment experiment = submit(mixedWork().trials(10).rounds(2, RoundsPlan.Mode.AUTO));
        List<Trial> drawn = allTrials(experiment);
        assertThat(drawn).hasSize(5);

        reports.report(claim(experiment, 0), List.of(result(0, 1, 0.5)), List.of());

        double done = epochWork(drawn.get(0));
        assertThat(remaining(experiment, 3).orElseThrow())
                .isCloseTo(3 * (2 * work(drawn) - done) / done, within(0.002));
    }

    private Optional<Double> remaining(Experiment experiment, int secondsAfterSubmission) {
        Experiment now = experiments.get(LOCAL, experiment.id());
        return now.estimatedRemaining(now.createdAt().plusSeconds(secondsAfterSubmission))
                .map(duration -> duration.toMillis() / 1000.0);
    }

    @Test
    void pauseTakesTrialsBackAndTheirWorkerIsNotHeardAnyMore() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        Claim stale = claim(experiment, 0);
        reports.report(stale, List.of(result(0, 1, 0.5), result(1, 1, 0.5)), List.of());

        experiments.pause(LOCAL, experiment.id());

        assertThat(counts(experiment).waiting()).isEqualTo(2);
        assertThat(reports.stillHeld(stale)).isEmpty();
        assertThat(reports.report(stale, List.of(result(0, 2, 0.9)), List.of(TrialEnd.completed(0))))
                .isEmpty();
        assertThat(trials.curve(LOCAL, experiment.id(), 0)).isEmpty();
        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.WAITING);
        assertThat(next(new Claim.Lane(experiment.id(), 1, 0), "paused")).isEmpty();

        experiments.resume(LOCAL, experiment.id());

        assertThat(next(new Claim.Lane(experiment.id(), 1, 0), "old run")).isEmpty();
        assertThat(next(new Claim.Lane(experiment.id(), 2, 0), "new run")).isPresent();
        assertThat(trials.get(LOCAL, experiment.id(), 0).attempt()).isEqualTo(2);
    }

    @Test
    void illegalTransitionsTellTheStateAndChangeNothing() {
        Experiment experiment = submit(aPlan().trials(1));
        assertThatThrownBy(() -> experiments.resume(LOCAL, experiment.id()))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("RUNNING");
        experiments.cancel(LOCAL, experiment.id());

        assertThatThrownBy(() -> experiments.pause(LOCAL, experiment.id())).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> experiments.cancel(LOCAL, experiment.id()))
                .isInstanceOfSatisfying(
                        IllegalTransition.class,
                        refused -> assertThat(refused.state()).isEqualTo(ExperimentState.CANCELLED));
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.CANCELLED);
    }

    @Test
    void cancelEndsWaitingAndRunningTrials() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        Claim claim = claim(experiment, 0);

        experiments.cancel(LOCAL, experiment.id());

        assertThat(counts(experiment).cancelled()).isEqualTo(4);
        assertThat(reports.stillHeld(claim)).isEmpty();
        assertThat(allTrials(experiment))
                .allSatisfy(trial -> assertThat(trial.reason()).contains("the experiment was cancelled"));
    }

    @Test
    void whatAnAttemptMeasuredStaysUnseenUntilTheNextOverwritesIt() {
        Experiment experiment = submit(aPlan().trials(1).fixed("epochs", 4L).curve(CurveDetail.ITERATION));
        Claim first = claim(experiment, 0);
        reports.report(
                first, List.of(iterated(1, 0.25, 9.0), iterated(2, 0.5, 9.0), iterated(3, 0.75, 9.0)), List.of());

        experiments.pause(LOCAL, experiment.id());

        assertThat(stored("measurement", experiment)).as("no row is deleted").isEqualTo(3);
        assertThat(trials.curve(LOCAL, experiment.id(), 0)).isEmpty();
        assertThat(trials.curves(
                        LOCAL,
                        experiment.id(),
                        trials.numbered(LOCAL, experiment.id(), List.of(0)),
                        (trial, curve) -> curve))
                .containsExactly(List.of());
        assertThat(trials.iterationLosses(LOCAL, experiment.id(), 0)).isEmpty();
        experiments.resume(LOCAL, experiment.id());
        Claim second = next(new Claim.Lane(experiment.id(), 2, 0), "second").orElseThrow();
        reports.report(second, List.of(iterated(1, 0.375, 8.0), iterated(2, 0.625, 8.0)), List.of());
        assertThat(trials.curve(LOCAL, experiment.id(), 0))
                .extracting(MlpMetric.VALIDATION_ACCURACY::of)
                .containsExactly(0.375, 0.625);
        assertThat(trials.iterationLosses(LOCAL, experiment.id(), 0)).containsExactly(8.0, 8.0);
        claims.giveBack(second);
        Claim third = next(new Claim.Lane(experiment.id(), 2, 0), "third").orElseThrow();
        reports.report(
                third,
                List.of(iterated(1, 0.375, 8), iterated(2, 0.625, 8), iterated(3, 0.75, 8), iterated(4, 0.875, 8)),
                List.of(TrialEnd.completed(0)));
        assertThat(trials.curve(LOCAL, experiment.id(), 0))
                .extracting(Measurement::step)
                .containsExactly(1, 2, 3, 4);
        assertThat(stored("measurement", experiment)).isEqualTo(4);
        assertThat(trials.get(LOCAL, experiment.id(), 0).objectiveValue()).contains(0.875);
    }

    @Test
    void whatARemovedExperimentLeavesIsClearedByPieces() {
        while (removals.clearPiece(1_000)) {
            // what other tests have removed
        }
        Experiment other = submit(aPlan().trials(1));
        Experiment experiment = submit(aPlan().trials(3).packsOf(3).fixed("epochs", 4L));
        Claim claim = claim(experiment, 0);
        reports.report(
                claim,
                List.of(result(0, 1, 0.5), result(1, 1, 0.5), result(1, 2, 0.5), result(1, 3, 0.5), result(2, 1, 0.5)),
                List.of());

        experiments.delete(LOCAL, experiment.id());

        assertThat(stored("round", experiment)).isZero();
        assertThat(stored("measurement", experiment)).as("for later").isEqualTo(5);
        assertThat(reports.stillHeld(claim)).isEmpty();
        assertThat(reports.report(claim, List.of(result(1, 4, 0.5)), List.of())).isEmpty();
        assertThatThrownBy(() -> experiments.get(LOCAL, experiment.id())).isInstanceOf(NotFound.class);
        List<Integer> left = new ArrayList<>();
        while (removals.clearPiece(2)) {
            left.add(stored("measurement", experiment) + stored("trial", experiment));
        }
        assertThat(left).containsExactly(6, 4, 3, 1, 0, 0);
        assertThat(stored("experiment_removal", experiment)).isZero();
        assertThat(stored("trial", other)).isEqualTo(1);
    }

    private int stored(String table, Experiment experiment) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where experiment_id = ?", Integer.class, experiment.id());
    }

    private static Measurement iterated(int epoch, double accuracy, double iterationLoss) {
        return new Measurement(0, epoch, List.of(1.0, accuracy, 1.0, accuracy), List.of(iterationLoss));
    }

    @Test
    void aRevivedLaneTakesItsDeadPredecessorsTrialsAndKeepsWhatWasFinished() {
        Experiment experiment = submit(aPlan().trials(3).packsOf(3));
        Claim dead = claim(experiment, 0);
        reports.report(dead, List.of(result(0, 1, 0.5), result(1, 1, 0.5)), List.of(TrialEnd.completed(0)));

        Claim revived = claim(experiment, 0);

        assertThat(revived.numbers()).containsExactly(1); // one that saw a death trains alone
        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.COMPLETED);
        assertThat(trials.curve(LOCAL, experiment.id(), 1)).isEmpty();
        assertThat(reports.report(dead, List.of(result(1, 2, 0.9)), List.of(TrialEnd.completed(1))))
                .isEmpty();
        assertThat(trials.get(LOCAL, experiment.id(), 1).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void aWorkerThatHasLostItsLaneClaimsNothingAndTakesNothingBack() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        Claim successors = claim(experiment, 0);

        assertThat(claims.next(new Claims.Request(
                        new Claim.Lane(experiment.id(), 1, 0),
                        "the former worker",
                        Deaths.upTo(DEATHS_ALLOWED),
                        true,
                        () -> false)))
                .isEmpty();

        assertThat(reports.stillHeld(successors)).containsExactlyInAnyOrder(0, 1);
        assertThat(counts(experiment).waiting()).isEqualTo(2);
    }

    @Test
    void aClaimWhoseAnswerWasLostIsMadeAgainAndIsNoDeath() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        Claim.Lane lane = new Claim.Lane(experiment.id(), 1, 0);
        next(lane, "token").orElseThrow();

        Claim again = next(lane, "token").orElseThrow();

        assertThat(again.numbers()).containsExactly(0, 1);
        assertThat(trials.get(LOCAL, experiment.id(), 0).deaths()).isZero();
        assertThat(counts(experiment).running()).isEqualTo(2);
    }

    @Test
    void aReportWhoseAnswerWasLostIsWrittenOnce() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        Claim claim = claim(experiment, 0);
        List<Measurement> firstEpoch = List.of(result(0, 1, 0.5), result(1, 1, 0.6));
        reports.report(claim, firstEpoch, List.of());

        List<Measurement> firstAgainAndSecond = new ArrayList<>(firstEpoch);
        firstAgainAndSecond.add(result(0, 2, 0.7));
        Set<Integer> running = reports.report(claim, firstAgainAndSecond, List.of(TrialEnd.completed(0)));
        reports.report(claim, firstAgainAndSecond, List.of(TrialEnd.completed(0)));

        assertThat(running).containsExactly(1);
        assertThat(trials.curve(LOCAL, experiment.id(), 0)).containsExactly(result(0, 1, 0.5), result(0, 2, 0.7));
        assertThat(trials.curve(LOCAL, experiment.id(), 1)).containsExactly(result(1, 1, 0.6));
        assertThat(counts(experiment).completed()).isEqualTo(1);
    }

    @Test
    void theTrialsOfADeadWorkerWaitForWhoeverComesFirst() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        claim(experiment, 0);
        Claim living = claim(experiment, 1);
        AtomicInteger revivals = new AtomicInteger();

        claims.workerDied(
                new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), revivals::incrementAndGet);

        assertThat(counts(experiment).waiting()).isEqualTo(2);
        assertThat(trials.get(LOCAL, experiment.id(), 0).deaths()).isEqualTo(1);
        assertThat(reports.stillHeld(living)).containsExactlyInAnyOrder(2, 3);
        assertThat(revivals).hasValue(1);

        for (int death = 0; death < DEATHS_ALLOWED; death++) {
            assertThat(claim(experiment, 0).numbers()).containsExactly(0);
            claims.workerDied(
                    new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), revivals::incrementAndGet);
        }
        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.FAILED);
    }

    @Test
    void aDeadWorkersLaneOfAnEarlierRunTouchesNobodysTrials() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        experiments.pause(LOCAL, experiment.id());
        experiments.resume(LOCAL, experiment.id());
        Claim now = next(new Claim.Lane(experiment.id(), 2, 0), "new run").orElseThrow();

        claims.workerDied(new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), () -> {});

        assertThat(reports.stillHeld(now)).hasSize(2);
    }

    @Test
    void whatCannotBeRevivedIsNotTakenBackEither() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        Claim claim = claim(experiment, 0);

        assertThatThrownBy(() ->
                        claims.workerDied(new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), () -> {
                            throw new IllegalStateException("another node was faster");
                        }))
                .hasMessage("another node was faster");

        assertThat(reports.stillHeld(claim)).hasSize(2);
    }

    @Test
    void aChangeThatLostItsLockIsRefusedAndDoesNotOverwriteWhatOthersCounted() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        claim(experiment, 0);

        assertThatThrownBy(() ->
                        claims.workerDied(new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), () -> {
                            // what a commit in the middle would let another do
                            jdbc.update("update experiment set version = version + 1 where id = ?", experiment.id());
                        }))
                .isInstanceOf(OptimisticLockingFailureException.class);

        assertThat(counts(experiment).running()).isEqualTo(2);
    }

    @Test
    void aTrialThatKeepsKillingItsWorkersFails() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(1));
        for (int death = 0; death <= DEATHS_ALLOWED; death++) {
            assertThat(next(new Claim.Lane(experiment.id(), 1, 0), "victim " + death))
                    .isPresent();
        }

        assertThat(next(new Claim.Lane(experiment.id(), 1, 0), "last")).isEmpty();
        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.FAILED);
        assertThat(trials.get(LOCAL, experiment.id(), 0).reason())
                .contains("training it broke off 3 times; the last time, its worker died");
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.FAILED);
    }

    @Test
    void howeverManyWorkersDieItIsNobodysFaultWhoWasInCompany() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(1));
        for (int death = 0; death < 10; death++) {
            claims.next(new Claims.Request(
                    new Claim.Lane(experiment.id(), 1, 0),
                    "in company",
                    Deaths.upTo(DEATHS_ALLOWED),
                    false,
                    () -> true));
            claims.workerDied(new Claim.Lane(experiment.id(), 1, 0), Deaths.upTo(DEATHS_ALLOWED), () -> {});
        }

        assertThat(counts(experiment).waiting()).isEqualTo(2);
        assertThat(claims.next(new Claims.Request(
                        new Claim.Lane(experiment.id(), 1, 0), "more", Deaths.upTo(DEATHS_ALLOWED), false, () -> true)))
                .as("both are to be watched alone")
                .isEmpty();
        assertThat(claims.suspectsWait(new Claim.Lane(experiment.id(), 1, 0))).isTrue();
        assertThat(claim(experiment, 0).numbers()).as("alone").containsExactly(0);
    }

    @Test
    void whoBringsItsWorkersDownIsFoundAmongItsCompanyWhichCompletes() {
        int guilty = 5;
        Experiment experiment = submit(aPlan().trials(8).packsOf(4).maxFailedTrials(8));
        int deaths = 0;
        while (experiments.get(LOCAL, experiment.id()).state() == ExperimentState.RUNNING) {
            List<Claim> running = new ArrayList<>();
            for (int lane = 0; lane < 2; lane++) {
                claims.next(new Claims.Request(
                                new Claim.Lane(experiment.id(), 1, lane),
                                "lane " + lane,
                                Deaths.upTo(2),
                                false,
                                () -> true))
                        .ifPresent(running::add);
            }
            if (running.isEmpty()) {
                running.add(claim(experiment, 0));
            }
            if (running.stream().anyMatch(claim -> claim.numbers().contains(guilty))) {
                deaths++;
                running.forEach(claim -> claims.workerDied(claim.lane(), Deaths.upTo(2), () -> {}));
            } else {
                running.forEach(claim -> claim.numbers()
                        .forEach(number -> reports.report(
                                claim, List.of(result(number, 1, 0.5)), List.of(TrialEnd.completed(number)))));
            }
        }

        assertThat(deaths).as("in its pack, beside others, and twice alone").isEqualTo(4);
        assertThat(trials.get(LOCAL, experiment.id(), guilty).state()).isEqualTo(TrialState.FAILED);
        assertThat(counts(experiment).completed()).isEqualTo(7);
    }

    @Test
    void aProcessThatWasEndedFromOutsideHasDoomedNobodyAndItsPacksStayWhole() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        for (int kill = 0; kill < 10; kill++) {
            assertThat(claim(experiment, 0).numbers()).containsExactly(0, 1);
            assertThat(claim(experiment, 1).numbers()).containsExactly(2, 3);
            assertThat(claims.processEnded(new Deaths(DEATHS_ALLOWED, false))).isGreaterThanOrEqualTo(4);
        }

        assertThat(counts(experiment).waiting()).isEqualTo(4);
        assertThat(trials.get(LOCAL, experiment.id(), 0).deaths()).isZero();
    }

    @Test
    void aProcessThatEndedOfItselfCountsAgainstTheTrialThatWasAlone() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(1));
        for (int crash = 0; crash <= DEATHS_ALLOWED; crash++) {
            assertThat(claim(experiment, 0).numbers()).containsExactly(0);
            claims.processEnded(new Deaths(DEATHS_ALLOWED, true));
        }

        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.FAILED);
    }

    @Test
    void whoLivesAndJudgesAloneCountsNoDeaths() {
        Experiment experiment = submit(aPlan().trials(1));
        for (int left = 0; left < 5; left++) {
            claims.next(new Claims.Request(
                            new Claim.Lane(experiment.id(), 1, 0),
                            "try " + left,
                            new Deaths(2, false),
                            true,
                            () -> true))
                    .orElseThrow();
            claims.workerDied(new Claim.Lane(experiment.id(), 1, 0), new Deaths(2, false), () -> {});
        }

        assertThat(trials.get(LOCAL, experiment.id(), 0).deaths()).isZero();
    }

    @Test
    void aTrialThatCompletesWithoutAMeasurementHasFailed() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2).maxFailedTrials(1));
        Claim claim = claim(experiment, 0);

        reports.report(claim, List.of(), List.of(TrialEnd.completed(0)));
        reports.report(claim, List.of(result(1, 1, 0.5)), List.of(TrialEnd.completed(1)));

        assertThat(trials.get(LOCAL, experiment.id(), 0).reason()).contains("it ended without a measurement");
        assertThat(experiments.get(LOCAL, experiment.id()).bestTrial()).contains(1);
    }

    @Test
    void aFormerOwnerWhoseTrainingBreaksTakesNothingFromItsSuccessor() {
        Experiment experiment = submit(aPlan().trials(1));
        Claim former = claim(experiment, 0);
        Claim successor = claim(experiment, 0);

        claims.giveBackBroken(former, Deaths.upTo(DEATHS_ALLOWED), true, "it broke");

        assertThat(reports.stillHeld(successor)).containsExactly(0);
        claims.giveBackBroken(successor, Deaths.upTo(DEATHS_ALLOWED), true, "it broke");
        assertThat(counts(experiment).waiting()).isEqualTo(1);
        assertThat(trials.get(LOCAL, experiment.id(), 0).deaths()).isEqualTo(2);
    }

    @Test
    void givingBackIsNoDeath() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        for (int round = 0; round < 5; round++) {
            Claim claim = claim(experiment, 0);
            assertThat(claim.numbers()).containsExactly(0, 1);
            claims.giveBack(claim);
        }

        assertThat(counts(experiment).waiting()).isEqualTo(2);
    }

    @Test
    void theChangeCursorMissesNothingAndRepeatsNothing() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        long cursor = experiments.get(LOCAL, experiment.id()).changeNumber();
        assertThat(trials.changedAfter(LOCAL, experiment.id(), cursor, 100)).isEmpty();

        Claim claim = claim(experiment, 0);
        List<Trial> started = trials.changedAfter(LOCAL, experiment.id(), cursor, 100);
        assertThat(started).extracting(Trial::number).containsExactly(0, 1);

        cursor = started.get(started.size() - 1).changeNumber();
        reports.report(claim, List.of(result(1, 1, 0.5)), List.of());
        assertThat(trials.changedAfter(LOCAL, experiment.id(), cursor, 100))
                .singleElement()
                .satisfies(trial -> assertThat(trial.number()).isEqualTo(1));
        assertThat(trials.changedAfter(LOCAL, experiment.id(), 0, 100)).hasSize(4);
    }

    @Test
    void searchSpacesComeBackWithOrderAndEveryDigit() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("weightDecay", new FloatDomain(1e-8, 1.0000000000000002e-4, Scale.LOG));
        domains.put("learningRate", new FloatDomain(0.1, 0.7, Scale.LINEAR, OptionalDouble.of(0.1)));
        domains.put("hiddenUnits", new IntDomain(10, 100, Scale.LINEAR, 10));
        domains.put("batchSize", new IntDomain(1, 512, Scale.LOG));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        domains.put("epochs", new CategoricalDomain(List.of(1L, 5L)));
        SearchSpace space = new SearchSpace(domains);

        UUID id = searchSpaces
                .save(LOCAL, PRIVATE, "all kinds", space, Optional.empty())
                .space()
                .id();

        SearchSpace stored = searchSpaces.get(LOCAL, id).space();
        assertThat(stored).isEqualTo(space);
        assertThat(stored.domains().keySet()).containsExactlyElementsOf(domains.keySet());
    }

    @Test
    void theListFindsByStateAndByPartOfTheName() {
        String name = "needle 100%_! " + UUID.randomUUID();
        Experiment experiment = submit(aPlan().named(name));
        submit(aPlan().named("hay"));

        PageRequest page = PageRequest.of(0, 10);
        assertThat(experiments.page(
                        LOCAL,
                        new ExperimentFilter(
                                Optional.of(ExperimentState.RUNNING), name.toUpperCase(), Optional.empty()),
                        page,
                        characters -> {}))
                .extracting(Experiment::id)
                .containsExactly(experiment.id());
        assertThat(experiments.page(
                        LOCAL,
                        new ExperimentFilter(Optional.of(ExperimentState.COMPLETED), name, Optional.empty()),
                        page,
                        characters -> {}))
                .isEmpty();
        assertThat(experiments.page(
                        LOCAL, new ExperimentFilter(Optional.empty(), "%_!", Optional.empty()), page, characters -> {}))
                .extracting(Experiment::id)
                .contains(experiment.id());
    }

    @Test
    void trialsAreFilteredByState() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(2));
        claim(experiment, 0);

        assertThat(trials.page(
                        LOCAL, experiment.id(), Optional.of(TrialState.RUNNING), Optional.of(1), PageRequest.of(0, 10)))
                .extracting(Trial::number)
                .containsExactlyInAnyOrder(0, 1);
        assertThatThrownBy(() ->
                        trials.page(LOCAL, experiment.id(), Optional.empty(), Optional.of(2), PageRequest.of(0, 10)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void roundsFollowEachOtherByThemselvesAndUseTheBudgetToTheTrial() {
        Experiment experiment = submit(aPlan().trials(50).packsOf(50).rounds(3, RoundsPlan.Mode.AUTO));
        for (int round = 1; round <= 3; round++) {
            assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.RUNNING);
            trainAll(experiment, round);
        }

        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(rounds.of(LOCAL, experiment.id()))
                .extracting(Round::trialCount)
                .containsExactly(17, 17, 16);
        assertThat(rounds.of(LOCAL, experiment.id()))
                .extracting(Round::firstTrial)
                .containsExactly(0, 17, 34);
        assertThat(allTrials(experiment)).hasSize(50).allMatch(trial -> trial.state() == TrialState.COMPLETED);
        List<Round> all = rounds.of(LOCAL, experiment.id());
        assertThat(all.get(0).parent()).isEmpty();
        assertThat(all.get(1).parent()).contains(1);
        FloatDomain first = (FloatDomain) all.get(0).space().domains().get("learningRate");
        FloatDomain last = (FloatDomain) all.get(2).space().domains().get("learningRate");
        assertThat(last.low()).as("accuracy grows with the learning rate").isGreaterThan(first.low());
        assertThat(allTrials(experiment))
                .allSatisfy(
                        trial -> assertThat(all.get(trial.round() - 1).space().contains(trial.parameters()))
                                .isTrue());
    }

    @Test
    void anApprovedRoundWaitsForItsClient() {
        Experiment experiment = submit(aPlan().trials(40).packsOf(40).rounds(2, RoundsPlan.Mode.APPROVE));
        assertThatThrownBy(() -> rounds.startNext(LOCAL, experiment.id(), Optional.empty(), Optional.empty()))
                .isInstanceOf(NotYet.class);
        trainAll(experiment, 1);

        Experiment waiting = experiments.get(LOCAL, experiment.id());
        assertThat(waiting.state()).isEqualTo(ExperimentState.PAUSED);
        assertThat(waiting.awaitingApproval()).isTrue();
        assertThatThrownBy(() -> experiments.resume(LOCAL, experiment.id())).isInstanceOf(IllegalTransition.class);
        SearchSpace other = new SearchSpace(Map.of("dropout", new FloatDomain(0, 0.5, Scale.LINEAR)));
        assertThatThrownBy(() -> rounds.startNext(LOCAL, experiment.id(), Optional.of(other), Optional.empty()))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("same hyperparameters");
        SearchSpace own = new SearchSpace(Map.of("learningRate", new FloatDomain(1e-3, 1e-1, Scale.LOG)));

        Round second = rounds.startNext(LOCAL, experiment.id(), Optional.of(own), Optional.empty())
                .round();

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.space()).isEqualTo(own);
        assertThat(second.trialCount()).isEqualTo(20);
        trainAll(experiment, 2);
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(experiments.get(LOCAL, experiment.id()).counts().completed()).isEqualTo(40);
    }

    @Test
    void aRoundThatDoesWorseThanItsParentIsRolledBack() {
        Experiment experiment = submit(aPlan().trials(60).packsOf(60).rounds(3, RoundsPlan.Mode.APPROVE));
        trainAll(experiment, 1);
        SearchSpace bad = new SearchSpace(Map.of("learningRate", new FloatDomain(1e-6, 2e-6, Scale.LOG)));
        rounds.startNext(LOCAL, experiment.id(), Optional.of(bad), Optional.empty());
        trainAll(experiment, 2);

        Round third = rounds.startNext(LOCAL, experiment.id(), Optional.empty(), Optional.empty())
                .round();

        List<Round> all = rounds.of(LOCAL, experiment.id());
        assertThat(all.get(1).rolledBack()).isTrue();
        assertThat(third.parent()).contains(1);
        assertThat(third.space()).isEqualTo(all.get(0).space());
        assertThat(third.origin()).contains("did worse");
    }

    @Test
    void importanceAndSuggestionsComeFromTheTrials() {
        Experiment experiment =
                submit(aPlan().trials(60).packsOf(60).searched("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LOG)));
        assertThat(suggestions.importance(LOCAL, experiment.id()).shares())
                .containsExactlyInAnyOrderEntriesOf(Map.of("learningRate", 0.0, "weightDecay", 0.0));
        trainAll(experiment, 1);

        assertThat(suggestions.importance(LOCAL, experiment.id()).shares().get("learningRate"))
                .isGreaterThan(0.8);
        assertThat(suggestions.next(LOCAL, experiment.id()).suggestions().suggestions())
                .extracting(RangeSuggestion::parameter)
                .containsExactly("learningRate", "weightDecay");
        assertThat(suggestions
                        .next(LOCAL, experiment.id())
                        .suggestions()
                        .suggestions()
                        .get(0)
                        .verdict())
                .isNotEqualTo(Verdict.KEEP);
    }

    @Test
    void theTestScoreIsAskedForOnceAndKept() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty()))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("RUNNING");
        Claim claim = claim(experiment, 0);
        reports.report(
                claim,
                List.of(result(0, 2, 0.4), result(1, 2, 0.7)),
                List.of(TrialEnd.completed(0), TrialEnd.completed(1)));

        assertThat(finalEvaluations
                        .request(LOCAL, experiment.id(), OptionalInt.empty())
                        .trialNumber())
                .isEqualTo(1);
        Claim.Member second = claim.members().get(1);
        assertThat(finalEvaluations.assignment(experiment.id()).orElseThrow().networks())
                .containsExactly(new FinalEvaluations.Retraining(
                        1, second.parameters(), 2, second.seed(), claim.plan().batchSeed()));
        finalEvaluations.complete(experiment.id(), 200, List.of(new FinalEvaluation.Network(0.99, 0.5, 180)));
        finalEvaluations.complete(experiment.id(), 200, List.of(new FinalEvaluation.Network(0.11, 5, 20)));

        FinalEvaluation kept = finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.of(1));
        assertThat(kept.state()).isEqualTo(FinalEvaluation.State.COMPLETED);
        assertThat(kept.networks()).containsExactly(new FinalEvaluation.Network(0.99, 0.5, 180));
        assertThat(kept.overSeeds()).isEmpty();
        assertThat(finalEvaluations.assignment(experiment.id())).isEmpty();
        // Wilson's interval of 180 of 200 at 95 %, computed by hand: centre (p + z²/2n)/(1 + z²/n), z = 1.959964
        FinalEvaluation.TestScore score = kept.score(kept.networks().get(0));
        assertThat(score.accuracy()).isEqualTo(0.9);
        assertThat(score.low()).isCloseTo(0.85060, within(1e-4));
        assertThat(score.high()).isCloseTo(0.93429, within(1e-4));
    }

    @Test
    void theWinnerIsTrainedAgainForTheEpochThatWon() {
        for (Objective.At at : Objective.At.values()) {
            for (String metric : MlpMetric.ALL.objectives()) {
                Experiment experiment =
                        submit(aPlan().trials(1).fixed("epochs", 150L).objective(new Objective(metric, at)));
                Claim claim = claim(experiment, 0);
                reports.report(claim, List.of(result(0, 2, 0.4), result(0, 3, 0.9), result(0, 4, 0.9)), List.of());
                reports.report(claim, List.of(result(0, 150, 0.5)), List.of(TrialEnd.completed(0)));

                int counted = at == Objective.At.BEST ? 3 : 150;
                assertThat(trials.get(LOCAL, experiment.id(), 0).objectiveEpoch())
                        .contains(counted);
                assertThat(finalEvaluations
                                .request(LOCAL, experiment.id(), OptionalInt.empty())
                                .epochs())
                        .isEqualTo(counted);
                assertThat(finalEvaluations
                                .assignment(experiment.id())
                                .orElseThrow()
                                .networks())
                        .extracting(each -> List.of(each.parameters(), each.epochs()))
                        .containsExactly(List.of(claim.members().get(0).parameters(), counted));
            }
        }
    }

    @Test
    void aWinnerWithPatienceIsTrainedAgainUpToItsBestEpochWhateverWon() {
        for (Objective.At at : Objective.At.values()) {
            Experiment experiment = submit(aPlan().trials(1)
                    .fixed("epochs", 150L)
                    .fixed("patience", 3L)
                    .objective(new Objective("validationAccuracy", at)));
            Claim claim = claim(experiment, 0);
            reports.report(
                    claim,
                    List.of(result(0, 1, 0.4), result(0, 2, 0.9), result(0, 3, 0.9), result(0, 4, 0.8)),
                    List.of());
            reports.report(claim, List.of(result(0, 5, 0.5)), List.of(TrialEnd.completed(0)));

            Trial trial = trials.get(LOCAL, experiment.id(), 0);
            assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
            assertThat(trial.epochsDone()).isEqualTo(5);
            assertThat(trial.objectiveEpoch()).contains(at == Objective.At.BEST ? 2 : 5);
            assertThat(trial.objectiveValue()).contains(at == Objective.At.BEST ? 0.9 : 0.5);
            assertThat(finalEvaluations
                            .request(LOCAL, experiment.id(), OptionalInt.empty())
                            .epochs())
                    .isEqualTo(2);
            assertThat(finalEvaluations
                            .assignment(experiment.id())
                            .orElseThrow()
                            .networks())
                    .extracting(FinalEvaluations.Retraining::epochs)
                    .containsExactly(2);
        }
    }

    /** Accuracy is highest in epoch 2, loss lowest in epoch 3, and neither is last. */
    @Test
    void theBestEpochIsTheBestByTheObjective() {
        List<Measurement> curve = List.of(
                new Measurement(0, 1, 1, 0.5, 0.9, 0.5),
                new Measurement(0, 2, 1, 0.5, 0.8, 0.7),
                new Measurement(0, 3, 1, 0.5, 0.6, 0.6),
                new Measurement(0, 4, 1, 0.5, 0.7, 0.6));
        for (String metric : MlpMetric.ALL.objectives()) {
            for (Objective.At at : Objective.At.values()) {
                Experiment experiment =
                        submit(aPlan().trials(1).fixed("epochs", 4L).objective(new Objective(metric, at)));
                Claim claim = claim(experiment, 0);
                curve.forEach(each -> reports.report(claim, List.of(each), List.of()));

                Trial trial = trials.get(LOCAL, experiment.id(), 0);
                boolean accuracy = metric.equals("validationAccuracy");
                int best = accuracy ? 2 : 3;
                assertThat(trial.bestEpoch()).as("%s %s", metric, at).contains(best);
                assertThat(trial.bestMetrics()).containsExactly(1.0, 0.5, 0.6, 0.7);
                assertThat(trial.objectiveEpoch()).contains(at == Objective.At.LAST ? 4 : best);
                double last = accuracy ? 0.6 : 0.7;
                assertThat(trial.objectiveValue()).contains(at == Objective.At.LAST ? last : accuracy ? 0.7 : 0.6);
            }
        }
    }

    @Test
    void severalSeedsGiveSeveralNetworksOfWhichTheFirstIsTheOneAlone() {
        Experiment alone = submit(aPlan().trials(1));
        Experiment several = submit(aPlan().trials(1));
        for (Experiment each : List.of(alone, several)) {
            reports.report(claim(each, 0), List.of(result(0, 2, 0.5)), List.of(TrialEnd.completed(0)));
        }
        for (int illegal : new int[] {0, -1, FinalEvaluation.SEEDS_LIMIT + 1}) {
            assertThatThrownBy(() -> finalEvaluations.request(LOCAL, several.id(), OptionalInt.of(illegal)))
                    .isInstanceOf(InvalidField.class);
        }
        finalEvaluations.request(LOCAL, alone.id(), OptionalInt.empty());
        finalEvaluations.request(LOCAL, several.id(), OptionalInt.of(3));

        List<FinalEvaluations.Retraining> networks =
                finalEvaluations.assignment(several.id()).orElseThrow().networks();
        assertThat(networks).hasSize(3);
        assertThat(networks.get(0))
                .isEqualTo(finalEvaluations
                        .assignment(alone.id())
                        .orElseThrow()
                        .networks()
                        .get(0));
        assertThat(networks).extracting(FinalEvaluations.Retraining::batches).doesNotHaveDuplicates();
        assertThat(networks).extracting(FinalEvaluations.Retraining::own).doesNotHaveDuplicates();
        assertThat(networks)
                .extracting(each -> List.of(each.parameters(), each.epochs()))
                .containsOnly(
                        List.of(networks.get(0).parameters(), networks.get(0).epochs()));

        List<FinalEvaluation.Network> scores = List.of(
                new FinalEvaluation.Network(1, 0.5, 80),
                new FinalEvaluation.Network(0.9, 0.75, 84),
                new FinalEvaluation.Network(0.8, 1, 88));
        finalEvaluations.complete(several.id(), 100, scores);

        FinalEvaluation kept = finalEvaluations.get(LOCAL, several.id());
        assertThat(kept.networks()).containsExactlyElementsOf(scores);
        // Student's t with 2 degrees of freedom: 4.302653; s = 0.04
        OverSeeds over = kept.overSeeds().orElseThrow();
        assertThat(over.meanAccuracy()).isCloseTo(0.84, within(1e-12));
        assertThat(over.standardDeviation()).isCloseTo(0.04, within(1e-12));
        assertThat(over.low()).isCloseTo(0.84 - 4.302653 * 0.04 / Math.sqrt(3), within(1e-6));
        assertThat(over.high()).isCloseTo(0.84 + 4.302653 * 0.04 / Math.sqrt(3), within(1e-6));
        assertThat(over.meanLoss()).isEqualTo(0.75);
        assertThat(finalEvaluations
                        .request(LOCAL, several.id(), OptionalInt.empty())
                        .seeds())
                .isEqualTo(3);
        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, several.id(), OptionalInt.of(5)))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("seeds=3")
                .hasMessageContaining("seeds=5");
        experiments.delete(LOCAL, several.id());
        assertThat(jdbc.queryForObject(
                        "select count(*) from final_network where experiment_id = ?", Integer.class, several.id()))
                .isZero();
    }

    @Test
    void whereNoTrialCompletedThereIsNothingToEvaluate() {
        Experiment experiment = submit(aPlan().trials(1));
        experiments.cancel(LOCAL, experiment.id());

        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty()))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("No trial");
        assertThatThrownBy(() -> finalEvaluations.get(LOCAL, experiment.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void theClaimCarriesWhatTrainingDependsOn() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        Claim claim = claim(experiment, 0);

        assertThat(claim.plan()).isEqualTo(experiment.plan());
        assertThat(claim.numbers()).containsExactly(0, 1);
        assertThat(claim.members()).allSatisfy(member -> {
            Trial trial = trials.get(LOCAL, experiment.id(), member.number());
            assertThat(member.parameters()).isEqualTo(trial.parameters());
            assertThat(member.seed()).isEqualTo(experiment.plan().trialSeed(1, member.number()));
        });
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    /** Claims and completes every waiting trial; accuracy grows with the learning rate. */
    private void trainAll(Experiment experiment, int run) {
        Claim claim = next(
                        new Claim.Lane(experiment.id(), run, 0),
                        UUID.randomUUID().toString())
                .orElseThrow();
        List<Measurement> results = claim.members().stream()
                .map(member -> result(
                        member.number(),
                        2,
                        (Math.log10((Double) member.parameters().values().get("learningRate")) + 6) / 5))
                .toList();
        reports.report(
                claim,
                results,
                claim.numbers().stream().map(TrialEnd::completed).toList());
    }

    /** Claims every waiting trial and reports that it failed. */
    private void failAll(Experiment experiment, int run) {
        Claim claim = next(
                        new Claim.Lane(experiment.id(), run, 0),
                        UUID.randomUUID().toString())
                .orElseThrow();
        reports.report(
                claim,
                List.of(),
                claim.numbers().stream()
                        .map(number -> TrialEnd.failed(number, "out of range"))
                        .toList());
    }

    private Optional<Claim> next(Claim.Lane lane, String token) {
        return claims.next(new Claims.Request(lane, token, Deaths.upTo(DEATHS_ALLOWED), true, () -> true));
    }

    private Claim claim(Experiment experiment, int lane) {
        return next(new Claim.Lane(experiment.id(), 1, lane), UUID.randomUUID().toString())
                .orElseThrow();
    }

    private TrialCounts counts(Experiment experiment) {
        return experiments.get(LOCAL, experiment.id()).counts();
    }

    private List<Trial> allTrials(Experiment experiment) {
        return trials.page(
                        LOCAL,
                        experiment.id(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.of(0, 1000, Sort.by("id.number")))
                .getContent();
    }

    private static Measurement result(int trial, int epoch, double validationAccuracy) {
        return new Measurement(trial, epoch, 2.3 / epoch, 0.1 * epoch, 1 - validationAccuracy / 2, validationAccuracy);
    }

    private interface ByThread<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
        return inParallel(threads, (ByThread<T>) thread -> work.call());
    }

    private static <T> List<T> inParallel(int threads, ByThread<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(thread -> () -> work.run(thread))
                    .toList();
            List<T> results = new ArrayList<>();
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
