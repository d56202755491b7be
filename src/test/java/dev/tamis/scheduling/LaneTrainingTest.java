package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.tamis.HandClock;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.LabeledData;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Draws;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.experiment.TrialState;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.results.StoredTrials;
import dev.tamis.search.pruner.NoPruner;
import dev.tamis.search.pruner.Patience;
import dev.tamis.search.pruner.SuccessiveHalving;
import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.space.CategoricalDomain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/** Lanes driven by hand: no scheduler thread runs here. */
@SpringBootTest(
        classes = SchedulingTestApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:lanes;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none",
            "tamis.worker.enabled=false",
            "tamis.worker.pack-width=8"
        })
class LaneTrainingTest {

    private static final Deaths DEATHS = Deaths.upTo(2);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Autowired
    private Experiments experiments;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private Draws draws;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private Datasets datasets;

    @Autowired
    private SchedulerClient scheduler;

    @Autowired
    private TaskRows rows;

    @Autowired
    private JdbcTemplate jdbc;

    private final FakeTrainer trainer = new FakeTrainer();
    private final WorkerMeters meters = new WorkerMeters(new SimpleMeterRegistry(), 2);
    private final ScheduledExecutorService reporting = Executors.newScheduledThreadPool(1);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Company company = new Company(2);
    private final HandClock steady = new HandClock();
    private final AtomicBoolean takesNoMore = new AtomicBoolean();
    private final Vigil vigil = new Vigil(PATIENCE, 2, () -> takesNoMore.set(true), steady);
    private OpenClaims open;

    @BeforeEach
    void nobodyElseWaits() {
        jdbc.update("delete from scheduled_tasks");
        open = new OpenClaims(claims);
    }

    @AfterEach
    void stopReporting() {
        vigil.close();
        reporting.shutdownNow();
    }

    @Test
    void eachClaimOpensOneMoreLaneUntilTheParallelTrialsAreReached() {
        Experiment experiment = submit(aPlan().trials(60).packsOf(16));
        assertThat(lanesOf(experiment)).extracting(Claim.Lane::number).containsExactly(0);
        AtomicInteger packs = new AtomicInteger();
        List<Integer> lanesOpen = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> {
            if (packs.getAndIncrement() == 0) {
                lanesOpen.add(rows.openLanes(experiment.id(), 1).size());
                pick(new Claim.Lane(experiment.id(), 1, 1)); // another worker
                claims.next(new Claims.Request(
                        new Claim.Lane(experiment.id(), 1, 1), "another", Deaths.upTo(0), true, () -> true));
                lanesOpen.add(rows.openLanes(experiment.id(), 1).size());
            }
        };

        take(only(experiment));

        assertThat(lanesOpen).as("16 trials in flight are two packs of 8").containsExactly(2, 2);
    }

    @Test
    void anExperimentHasOnePlaceInTheQueueHoweverLargeItIs() {
        Experiment experiment = submit(aPlan().trials(60).packsOf(60));
        Claim.Lane first = only(experiment);

        submit(aPlan().trials(1));
        assertThat(take(first, Duration.ZERO))
                .as("its second lane already waits")
                .isEqualTo(LaneTraining.End.OVER);

        assertThat(lanesOf(experiment)).hasSize(1);
        assertThat(rows.openLanes(experiment.id(), 1)).allMatch(TaskRows.OpenLane::waits);
    }

    @Test
    void oneLaneTrainsEverythingInOrder() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));

        assertThat(take(only(experiment))).isEqualTo(LaneTraining.End.OVER);

        assertThat(trainer.packsTrained).hasSize(3);
        assertThat(trainer.packsTrained.get(2)).containsExactly(14, 15, 16, 17, 18, 19);
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void whoeverLeavesAPackMakesRoomForTheNextThatWaits() {
        Plans plan = aPlan().trials(20).packsOf(8).maxFailedTrials(20);
        Experiment undisturbed = submit(plan);
        take(only(undisturbed));
        trainer.packsTrained.clear();
        Experiment experiment = submit(plan);
        trainer.early.put(2, Optional.of(new End.Failed("out of patience")));

        assertThat(take(only(experiment))).isEqualTo(LaneTraining.End.OVER);

        assertThat(trainer.packsTrained).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
        assertThat(trainer.joined).startsWith(List.of(7), List.of(8, 9, 10, 11, 12, 13));
        Experiment ended = experiments.get(LOCAL, experiment.id());
        assertThat(ended.state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(ended.counts().completed()).isEqualTo(19);
        assertThat(all(experiment)).allMatch(trial -> trial.attempt() == 1);
        trainer.early.clear();
        assertThat(curves(experiment)).isSubsetOf(curves(undisturbed));
    }

    @Test
    void nobodyJoinsWhereOthersComeFirst() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8).maxFailedTrials(20));
        Claim.Lane lane = only(experiment);
        submit(aPlan().trials(1).priority(5));
        trainer.early.put(2, Optional.of(new End.Failed("out of patience")));

        assertThat(take(lane)).isEqualTo(LaneTraining.End.TO_BE_CONTINUED);

        assertThat(trainer.packsTrained).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
        assertThat(trainer.joined).isEmpty();
    }

    @Test
    void aPrunerStopsTheSameTrialsInPacksOfAnyWidth() {
        Plans plan = aPlan().trials(40).fixed("epochs", 9L).pruner(new SuccessiveHalving(1, null, 3, 8));
        Experiment narrow = submit(plan.packsOf(2));
        take(only(narrow));
        Experiment wide = submit(plan.packsOf(8));
        take(only(wide));

        assertThat(ends(wide))
                .anyMatch(each -> each.startsWith("COMPLETED 9"))
                .anyMatch(each -> each.startsWith("PRUNED 1 0."))
                .isEqualTo(ends(narrow));
        assertThat(trainer.joined).isNotEmpty();
    }

    private List<String> ends(Experiment experiment) {
        return all(experiment).stream()
                .map(trial -> trial.state() + " " + trial.epochsDone() + " "
                        + trial.reason().orElse(""))
                .toList();
    }

    @Test
    void resultsDoNotDependOnTheParallelTrials() {
        Experiment alone = submit(aPlan().trials(12).packsOf(1));
        Experiment wide = submit(aPlan().trials(12).packsOf(8));
        take(only(alone));
        take(only(wide));

        assertThat(curves(alone)).hasSize(24).isEqualTo(curves(wide));
    }

    @Test
    void aLaneDrawsTheNextTrialsWhereTheSamplerLearnsAndTrainsThemTogether() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8).sampler(new LearningSampler()));

        assertThat(take(only(experiment))).isEqualTo(LaneTraining.End.OVER);

        assertThat(trainer.packsTrained)
                .containsExactly(
                        List.of(0, 1, 2, 3, 4, 5, 6, 7),
                        List.of(8, 9, 10, 11, 12, 13, 14, 15),
                        List.of(16, 17, 18, 19));
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aLaneThatFoundNothingIsOpenedAgainOnceThereIsSomethingToDraw() {
        Experiment experiment = submit(aPlan().trials(32).packsOf(16).sampler(new LearningSampler()));
        Claim.Lane first = only(experiment);
        Claim.Lane second = new Claim.Lane(experiment.id(), 1, 1);
        AtomicInteger packs = new AtomicInteger();
        List<LaneTraining.End> ends = new ArrayList<>();
        List<Integer> lanesOpen = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> {
            if (packs.getAndIncrement() == 0) {
                ends.add(take(second)); // trains 8 to 15, and finds nothing to draw while 0 has not ended
            } else if (pack.members().get(0).number() == 16) {
                lanesOpen.add(rows.openLanes(experiment.id(), 1).size());
            }
        };

        take(first);

        assertThat(ends).containsExactly(LaneTraining.End.OVER);
        assertThat(trainer.packsTrained.get(1)).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(lanesOpen).as("16 to 23 are trained here, 24 to 31 wait").startsWith(2);
    }

    @Test
    void aTrialThatEndsBeforeTheOthersOfItsPackOpensALaneThatDrawsTheNext() {
        Experiment experiment =
                submit(aPlan().trials(6).packsOf(4).fixed("epochs", 3L).sampler(new LearningSampler()));
        Claim.Lane lane = only(experiment);
        pick(lane);
        Claim claim = claims.next(new Claims.Request(lane, "goes on", DEATHS, true, () -> true))
                .orElseThrow();
        jdbc.update("update experiment set lanes = 2 where id = ?", experiment.id());

        reportEnd(claim, 1);
        assertThat(rows.openLanes(experiment.id(), 1))
                .as("trial 4 waits for the end of 0")
                .hasSize(1);
        reportEnd(claim, 0);

        assertThat(rows.openLanes(experiment.id(), 1))
                .filteredOn(TaskRows.OpenLane::waits)
                .extracting(each -> each.lane().number())
                .containsExactly(1);
        take(new Claim.Lane(experiment.id(), 1, 1));
        assertThat(trainer.packsTrained).containsExactly(List.of(4, 5));
    }

    private void reportEnd(Claim claim, int number) {
        reports.report(
                claim,
                Packs.of(claim).members().stream()
                        .filter(member -> member.number() == number)
                        .map(member -> FakeTrainer.result(member, 3))
                        .toList(),
                List.of(TrialEnd.completed(number)));
    }

    /** A later version may have no such optimizer: what it would have claimed again and again without an end, it fails with the reason. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPointThatIsNoNetworkAnyMoreFailsAndItsNeighboursTrainOn(boolean pruned) {
        Experiment experiment = submit(aPlan().trials(3)
                .packsOf(3)
                .pruner(pruned ? new Patience(2) : new NoPruner())
                .maxFailedTrials(1)
                .searched("optimizer", new CategoricalDomain(List.of("SGD"))));
        jdbc.update(
                "update trial set parameters = replace(parameters, 'SGD', 'GONE') where experiment_id = ? and number = 1",
                experiment.id());

        take(only(experiment));

        assertThat(all(experiment))
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETED, TrialState.FAILED, TrialState.COMPLETED);
        assertThat(trials.get(LOCAL, experiment.id(), 1).reason().orElseThrow()).contains("GONE");
    }

    @Test
    void whoDiesAfterTheEndOfATrialAndBeforeTheNextIsDrawnIsMadeUpFor() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(2).sampler(new LearningSampler()));
        Claim.Lane lane = only(experiment);
        pick(lane);
        Claim claim = claims.next(new Claims.Request(lane, "dies", DEATHS, true, () -> true))
                .orElseThrow();
        reports.report(
                claim,
                Packs.of(claim).members().stream()
                        .map(member -> FakeTrainer.result(member, 2))
                        .toList(),
                claim.numbers().stream().map(TrialEnd::completed).toList());
        assertThat(experiments.get(LOCAL, experiment.id()).counts().waiting()).isZero();

        lane(Duration.ofHours(1)).workerDied(lane, () -> {});
        take(lane);

        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(all(experiment)).hasSize(6);
    }

    @Test
    void aLaneThatHasPassedToAnotherDrawsNothingAndComesToItsEnd() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(2).sampler(new LearningSampler()));
        AtomicBoolean held = new AtomicBoolean(true);
        trainer.beforeEachEpoch = pack -> held.set(false);

        LaneTraining.End end = lane(Duration.ofHours(1))
                .take(new LaneTraining.Turn(only(experiment), held::get, () -> {}, stopping::get));

        assertThat(end).isEqualTo(LaneTraining.End.LOST);
        assertThat(all(experiment)).hasSize(2);
    }

    @Test
    void aTurnEndsAfterItsTimeIfOthersWaitAndTheLaneGoesOnLater() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));
        submit(aPlan().trials(1));

        assertThat(take(only(experiment), Duration.ZERO)).isEqualTo(LaneTraining.End.TO_BE_CONTINUED);

        assertThat(trainer.packsTrained).hasSize(1);
    }

    @Test
    void nobodyStepsBackForNobody() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));

        assertThat(take(only(experiment), Duration.ZERO)).isEqualTo(LaneTraining.End.OVER);

        assertThat(trainer.packsTrained).hasSize(3);
    }

    @Test
    void aHigherPriorityIsLetInFrontAfterThePackAndALowerOneNever() {
        Experiment usual = submit(aPlan().trials(20).packsOf(8));
        Experiment urgent = submit(aPlan().trials(20).packsOf(8).priority(1));

        assertThat(take(only(usual), Duration.ofHours(1))).isEqualTo(LaneTraining.End.TO_BE_CONTINUED);
        assertThat(trainer.packsTrained).hasSize(1);

        assertThat(take(only(urgent), Duration.ZERO)).isEqualTo(LaneTraining.End.OVER);
        assertThat(experiments.get(LOCAL, urgent.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(experiments.get(LOCAL, usual.id()).counts().waiting()).isEqualTo(13);
    }

    @Test
    void aWorkerThatWasGivenUpForDeadLeavesItsSuccessorAlone() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(4).fixed("epochs", 3L));
        Claim.Lane lane = only(experiment);
        AtomicBoolean held = new AtomicBoolean(true);
        List<Claim> successors = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> {
            if (held.getAndSet(false)) {
                successors.add(claims.next(new Claims.Request(lane, "successor", Deaths.upTo(2), true, () -> true))
                        .orElseThrow());
            }
        };

        LaneTraining.End end =
                lane(Duration.ofHours(1)).take(new LaneTraining.Turn(lane, held::get, () -> {}, stopping::get));

        assertThat(end).isEqualTo(LaneTraining.End.LOST);
        assertThat(trainer.packsTrained).as("it asked for no other pack").hasSize(1);
        assertThat(reports.stillHeld(successors.get(0)))
                .containsExactlyElementsOf(successors.get(0).numbers());
        assertThat(all(experiment)).extracting(Trial::attempt).allMatch(attempt -> attempt <= 2);
    }

    /**
     * While one transaction takes a dead worker's trials back and frees its lane, nothing else may change the experiment. The
     * library's own operations would commit in the middle, and let another's counters be overwritten.
     */
    @Test
    @SuppressWarnings("unchecked")
    void givingUpADeadWorkerIsOneTransactionOfItsOwn() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        Claim.Lane lane = only(experiment);
        pick(lane);
        claims.next(new Claims.Request(lane, "dead", Deaths.upTo(2), true, () -> true))
                .orElseThrow();
        long version = jdbc.queryForObject(
                "select version from scheduled_tasks where task_instance = ?", Long.class, instance(lane));
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        DatabaseWatch watch = new DatabaseWatch(Duration.ZERO, Duration.ZERO, () -> {}, Times.of(still));
        watch.onSchedulerEvent(SchedulerListener.SchedulerEventType.RAN_DETECT_DEAD);
        DeadExecutionHandler<Void> verdict = LaneTask.with(lane(Duration.ofHours(1)), rows, watch, Times.of(still))
                .getDeadExecutionHandler();
        ExecutionOperations<Void> operations = mock(ExecutionOperations.class);

        assertThatThrownBy(() -> verdict.deadExecution(died(lane, version - 1), operations))
                .hasMessageContaining("Another node was faster");
        assertThat(experiments.get(LOCAL, experiment.id()).counts().running())
                .as("nothing half done")
                .isEqualTo(4);

        verdict.deadExecution(died(lane, version), operations);

        assertThat(experiments.get(LOCAL, experiment.id()).counts().waiting()).isEqualTo(4);
        assertThat(rows.openLanes(experiment.id(), 1)).allMatch(TaskRows.OpenLane::waits);
        verifyNoInteractions(operations);
    }

    private static ExecutionComplete died(Claim.Lane lane, long version) {
        Execution execution =
                new Execution(Instant.EPOCH, LaneTask.instance(lane, 0), true, "a node", null, null, 0, null, version);
        return ExecutionComplete.failure(execution, Instant.EPOCH, Instant.EPOCH, null);
    }

    @Test
    void whatAShutdownCannotWaitForIsGivenBackOverItsHeadAndIsNoDeath() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        AtomicBoolean released = new AtomicBoolean();
        Claim inTheMiddleOfAnEpoch = claims.next(
                        new Claims.Request(only(experiment), "long epoch", Deaths.upTo(0), true, () -> true))
                .orElseThrow();
        open.add(inTheMiddleOfAnEpoch, () -> released.set(true));

        open.close();

        assertThat(experiments.get(LOCAL, experiment.id()).counts().waiting()).isEqualTo(4);
        assertThat(released).isTrue();
        take(only(experiment));
        assertThat(trainer.packsTrained)
                .as("one that saw a death would train alone")
                .allMatch(pack -> pack.size() == 4);
    }

    @Test
    void aNodeThatShutsDownGivesItsTrialsBack() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        trainer.beforeEachEpoch = pack -> stopping.set(true);

        assertThat(take(only(experiment))).isEqualTo(LaneTraining.End.TO_BE_CONTINUED);

        assertThat(experiments.get(LOCAL, experiment.id()).counts().waiting()).isEqualTo(4);
        trainer.beforeEachEpoch = pack -> {};
        stopping.set(false);
        take(only(experiment));
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(trainer.packsTrained).allMatch(pack -> pack.size() == 4);
    }

    @Test
    void cancelStopsThePackAndNothingIsWrittenAfterIt() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).fixed("epochs", 100_000L));
        AtomicInteger epochs = new AtomicInteger();
        trainer.beforeEachEpoch = pack -> {
            if (epochs.incrementAndGet() == 3) {
                experiments.cancel(LOCAL, experiment.id());
            }
        };

        assertThat(take(only(experiment))).isEqualTo(LaneTraining.End.OVER);

        assertThat(epochs.get()).isLessThan(100_000);
        assertThat(all(experiment)).extracting(Trial::state).containsOnly(TrialState.CANCELLED);
    }

    @Test
    void aTrainerThatBreaksCostsOnlyTheTrialThatBreaksIt() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).maxFailedTrials(4));
        trainer.beforeEachEpoch = pack -> {
            if (pack.members().stream().anyMatch(member -> member.number() == 2)) {
                throw new IllegalStateException("native code gave up");
            }
        };

        take(only(experiment));

        assertThat(all(experiment))
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETED, TrialState.COMPLETED, TrialState.FAILED, TrialState.COMPLETED);
        assertThat(trials.get(LOCAL, experiment.id(), 2).reason())
                .contains("training it broke off 3 times; the last time, an error stopped it:"
                        + " java.lang.IllegalStateException: native code gave up");
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aTrainerThatHangsCostsItsTrialsWhichAreNotTriedAgainAndTheLaneGoesOn() throws Exception {
        Experiment experiment = submit(aPlan().trials(16).packsOf(8).maxFailedTrials(8));
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch comesBack = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        trainer.beforeEachEpoch = pack -> {
            if (pack.members().get(0).number() == 0) {
                hangs.countDown();
                awaitStubbornly(comesBack);
                back.countDown();
            }
        };
        CompletableFuture<LaneTraining.End> lane = CompletableFuture.supplyAsync(() -> take(only(experiment)));
        hangs.await();

        passes(PATIENCE);
        assertThat(lane).as("the patience is not over yet").isNotDone();
        assertThat(vigil.why()).isEmpty();
        passes(Duration.ofMinutes(2));

        assertThat(lane.get(30, TimeUnit.SECONDS)).isEqualTo(LaneTraining.End.OVER);
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(vigil.why()).hasValueSatisfying(why -> assertThat(why).contains("hangs"));
        assertThat(vigil.hanging()).isEqualTo(1);
        assertThat(takesNoMore).as("there is another thread").isFalse();
        List<String> before = told(experiment);
        assertThat(all(experiment).subList(0, 8)).allSatisfy(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.FAILED);
            assertThat(trial.reason().orElseThrow()).contains("its trainer hung: it made no step for 30 min");
            assertThat(trial.attempt()).isEqualTo(1);
        });
        assertThat(all(experiment).subList(8, 16)).extracting(Trial::state).containsOnly(TrialState.COMPLETED);

        comesBack.countDown();
        back.await();
        await().untilAsserted(() -> {
            vigil.look();
            assertThat(vigil.why()).isEmpty();
        });
        assertThat(told(experiment)).as("what it said afterwards").isEqualTo(before);
        assertThat(trainer.packsTrained).hasSize(2);
    }

    @Test
    void aTrainerThatIsSlowButMakesStepsIsNotGivenUp() throws Exception {
        Experiment experiment = submit(aPlan().trials(1));
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        trainer.beforeEachEpoch = pack -> {
            slow.countDown();
            awaitStubbornly(goesOn);
        };
        CompletableFuture<LaneTraining.End> lane = CompletableFuture.supplyAsync(() -> take(only(experiment)));
        slow.await();
        for (int hours = 0; hours < 10; hours++) {
            passes(PATIENCE.minusMinutes(2));
            trainer.pulse.beat();
        }
        goesOn.countDown();

        assertThat(lane.get(30, TimeUnit.SECONDS)).isEqualTo(LaneTraining.End.OVER);
        assertThat(all(experiment)).extracting(Trial::state).containsOnly(TrialState.COMPLETED);
    }

    @Test
    void aFinalExamThatHangsFailsAndIsNotTriedAgain() throws Exception {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        take(only(experiment));
        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty());
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        trainer.beforeScore = () -> {
            hangs.countDown();
            awaitStubbornly(never);
        };
        CompletableFuture<Void> exam = CompletableFuture.runAsync(
                () -> new FinalExam(finalEvaluations, datasets, new PatientTrainer(trainer, vigil), company)
                        .take(experiment.id()));
        hangs.await();

        passes(PATIENCE.plusMinutes(2));

        exam.get(30, TimeUnit.SECONDS);
        assertThat(finalEvaluations.get(LOCAL, experiment.id()).state()).isEqualTo(FinalEvaluation.State.FAILED);
        assertThat(finalEvaluations.get(LOCAL, experiment.id()).reason().orElseThrow())
                .contains("its trainer hung");
        never.countDown();
    }

    /** As looks see it, and two more that tell what became of an interrupt. */
    private void passes(Duration time) {
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(vigil.pause())) {
            steady.forward(vigil.pause());
            vigil.look();
        }
    }

    /** As native code waits. */
    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException unheard) {
                // goes on waiting
            }
        }
    }

    private List<String> told(Experiment experiment) {
        return all(experiment).stream()
                .map(trial ->
                        trial.number() + " " + trial.state() + " " + trial.epochsDone() + " " + trial.changeNumber())
                .toList();
    }

    @Test
    void aTrialThatMemoryDoesNotSufficeForSaysSoAndNobodyIsSaidToHaveDied() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(1));
        trainer.beforeEachEpoch = pack -> {
            throw new OutOfMemoryError("Java heap space");
        };

        take(only(experiment));

        assertThat(trials.get(LOCAL, experiment.id(), 0).reason().orElseThrow())
                .contains("the worker ran out of memory (Java heap space) with a Java heap of ")
                .contains(" MB; the worker itself lived on")
                .doesNotContain("died");
    }

    /** Only what kills the process leaves a trial in training. */
    @Test
    void aTrialThatAnyErrorBreaksOffEndsAndItsExperimentToo() {
        Experiment experiment = submit(aPlan().trials(1).maxFailedTrials(0));
        trainer.beforeEachEpoch = pack -> {
            throw new StackOverflowError();
        };

        take(only(experiment));

        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(trials.get(LOCAL, experiment.id(), 0).reason().orElseThrow()).contains("StackOverflowError");
    }

    @Test
    void aFinalEvaluationThatWaitsForMemorySaysSoInItsExperiment() {
        Experiment experiment = submit(aPlan().trials(1));
        take(only(experiment));
        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty());
        List<Optional<String>> waits = new ArrayList<>();
        Trainer waiting = new FakeTrainer() {
            @Override
            public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
                pulse.onWait(Optional.of("the final evaluation needs 312 MB"));
                waits.add(experiments.get(LOCAL, experiment.id()).waitsFor());
                pulse.onWait(Optional.empty());
                waits.add(experiments.get(LOCAL, experiment.id()).waitsFor());
                pulse.onWait(Optional.of("it needs more"));
                return super.score(winner, train, test, pulse);
            }
        };

        new FinalExam(finalEvaluations, datasets, waiting, company).take(experiment.id());

        assertThat(waits).containsExactly(Optional.of("the final evaluation needs 312 MB"), Optional.empty());
        assertThat(experiments.get(LOCAL, experiment.id()).waitsFor())
                .as("once it has ended")
                .isEmpty();
    }

    @Test
    void aTrialThatTwoWorkersDiedWithIsTrainedWhileNothingElseTrains() {
        Experiment experiment = submit(aPlan().trials(3).packsOf(1));
        jdbc.update("update trial set deaths = 2 where experiment_id = ? and number = 0", experiment.id());
        List<Boolean> alone = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> alone.add(pack.members().get(0).number() == 0 && !othersMayTrain());

        take(only(experiment));

        assertThat(trainer.packsTrained)
                .as("others first, who need not wait")
                .containsExactly(List.of(1), List.of(2), List.of(0));
        assertThat(alone).containsExactly(false, false, false, false, true, true);
        assertThat(all(experiment)).extracting(Trial::state).containsOnly(TrialState.COMPLETED);
    }

    /** Asked from another thread, as a lane would. */
    private boolean othersMayTrain() {
        AtomicBoolean may = new AtomicBoolean();
        Thread other = new Thread(() -> company.beside(() -> {
            may.set(true);
            return may;
        }));
        other.setDaemon(true);
        other.start();
        await().until(() -> other.getState() != Thread.State.NEW && other.getState() != Thread.State.RUNNABLE);
        return may.get();
    }

    @Test
    void aTrialThatItsTrainerEndsBeforeTheLastEpochEndsAsTheTrainerSays() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).maxFailedTrials(4));
        trainer.early.put(0, Optional.of(new End.Completed()));
        trainer.early.put(1, Optional.of(new End.Pruned("worse than the median of its peers at epoch 1")));
        trainer.early.put(2, Optional.of(new End.Failed("out of patience")));

        take(only(experiment));

        assertThat(trainer.packsTrained).containsExactly(List.of(0, 1, 2, 3));
        assertThat(all(experiment))
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETED, TrialState.PRUNED, TrialState.FAILED, TrialState.COMPLETED);
        assertThat(all(experiment))
                .extracting(trial -> trial.reason().orElse(""))
                .containsExactly("", "worse than the median of its peers at epoch 1", "out of patience", "");
        assertThat(all(experiment)).extracting(Trial::epochsDone).containsExactly(1, 1, 1, 2);
        assertThat(trials.get(LOCAL, experiment.id(), 0).objectiveValue())
                .contains(MlpMetric.VALIDATION_ACCURACY.of(
                        trials.curve(LOCAL, experiment.id(), 0).get(0)));
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aTrialThatItsTrainerLeavesWithoutAWordIsTriedAgainAndNobodyIsSaidToHaveDied() {
        Experiment experiment = submit(aPlan().trials(3).packsOf(3).maxFailedTrials(3));
        trainer.early.put(1, Optional.empty());
        List<String> reasons = new ArrayList<>();
        trainer.beforeEachEpoch = pack ->
                reasons.add(trials.get(LOCAL, experiment.id(), 1).reason().orElse(""));

        take(only(experiment));

        assertThat(trainer.packsTrained).containsExactly(List.of(0, 1, 2), List.of(1), List.of(1));
        String why = "its trainer left it without saying how it ended";
        assertThat(reasons).as("before each of 2 + 1 + 1 epochs").containsExactly("", "", why, why);
        assertThat(all(experiment))
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETED, TrialState.FAILED, TrialState.COMPLETED);
        assertThat(trials.get(LOCAL, experiment.id(), 1).reason())
                .contains("training it broke off 3 times; the last time, " + why);
    }

    @Test
    void aTrialThatCompletesAfterAFailedTryKeepsNoReason() {
        Experiment experiment = submit(aPlan().trials(1));
        trainer.early.put(0, Optional.empty());
        AtomicInteger epochs = new AtomicInteger();
        trainer.beforeEachEpoch = pack -> {
            if (epochs.incrementAndGet() == 2) {
                trainer.early.clear();
            }
        };

        take(only(experiment));

        assertThat(trials.get(LOCAL, experiment.id(), 0).state()).isEqualTo(TrialState.COMPLETED);
        assertThat(trials.get(LOCAL, experiment.id(), 0).reason()).isEmpty();
    }

    @Test
    void resumeOpensNewLanesAndOldOnesFindNothing() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(8));
        Claim.Lane old = only(experiment);
        experiments.pause(LOCAL, experiment.id());
        experiments.resume(LOCAL, experiment.id());

        assertThat(take(old)).isEqualTo(LaneTraining.End.OVER);
        assertThat(trainer.packsTrained).isEmpty();
        Claim.Lane renewed = lanesOf(experiment).stream()
                .filter(each -> each.run() == 2)
                .findFirst()
                .orElseThrow();
        take(renewed);
        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void theFinalExamScoresTheWinnerOnAllTestRows() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(8));
        take(only(experiment));
        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty());

        new FinalExam(finalEvaluations, datasets, trainer, company).take(experiment.id());

        FinalEvaluation evaluation = finalEvaluations.get(LOCAL, experiment.id());
        assertThat(evaluation.trialNumber())
                .isEqualTo(experiments.get(LOCAL, experiment.id()).bestTrial().orElseThrow());
        assertThat(evaluation.testSize()).contains(10_000);
        assertThat(trainer.scored).containsExactly(500, 10_000);
    }

    @Test
    void theFinalExamTrainsOneNetworkForEachSeedAndKeepsAllScoresOrNone() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2));
        take(only(experiment));
        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.of(3));
        List<Pack.Member> networks = finalEvaluations.assignment(experiment.id()).orElseThrow().networks().stream()
                .map(each -> Packs.of(experiment.plan(), each).members().get(0))
                .toList();

        new FinalExam(finalEvaluations, datasets, trainer, company).take(experiment.id());

        assertThat(finalEvaluations.get(LOCAL, experiment.id()).networks())
                .extracting(FinalEvaluation.Network::testCorrect)
                .containsExactlyElementsOf(networks.stream()
                        .map(each -> (int)
                                Math.round(10_000 * MlpMetric.VALIDATION_ACCURACY.of(FakeTrainer.result(each, 2))))
                        .toList());

        Experiment another = submit(aPlan().trials(2).packsOf(2));
        take(only(another));
        finalEvaluations.request(LOCAL, another.id(), OptionalInt.of(3));
        trainer.divergesAtScore = 2;
        new FinalExam(finalEvaluations, datasets, trainer, company).take(another.id());

        FinalEvaluation failed = finalEvaluations.get(LOCAL, another.id());
        assertThat(failed.state()).isEqualTo(FinalEvaluation.State.FAILED);
        assertThat(failed.reason().orElseThrow()).contains("no longer a number", "network 2 of 3");
        assertThat(failed.networks()).isEmpty();
    }

    private LaneTraining.End take(Claim.Lane lane) {
        return take(lane, Duration.ofHours(1));
    }

    /** What the scheduler does with a lane: picks it, lets it have its turn, then removes it or puts it back. */
    private LaneTraining.End take(Claim.Lane lane, Duration time) {
        pick(lane);
        LaneTraining.End end = lane(time).take(new LaneTraining.Turn(lane, () -> true, () -> {}, stopping::get));
        if (end == LaneTraining.End.OVER) {
            jdbc.update("delete from scheduled_tasks where task_instance = ?", instance(lane));
        } else {
            jdbc.update("update scheduled_tasks set picked = false where task_instance = ?", instance(lane));
        }
        return end;
    }

    private void pick(Claim.Lane lane) {
        jdbc.update("update scheduled_tasks set picked = true where task_instance = ?", instance(lane));
    }

    private static String instance(Claim.Lane lane) {
        return LaneTask.instance(lane, 0).getId();
    }

    private LaneTraining lane(Duration turn) {
        WorkerSettings settings = new WorkerSettings(
                true,
                2,
                DataSize.ofGigabytes(2),
                DataSize.ofMegabytes(8),
                0,
                5,
                turn,
                Duration.ofMillis(1),
                Duration.ofMinutes(30),
                2);
        return new LaneTraining(
                claims,
                reports,
                new PatientTrainer(trainer, vigil),
                new Splits(datasets),
                new LaneTraining.Surroundings(
                        "test", settings, reporting, draws, rows, open, company, DEATHS, meters, Clock.systemUTC()));
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    private Claim.Lane only(Experiment experiment) {
        return lanesOf(experiment).get(0);
    }

    private List<Claim.Lane> lanesOf(Experiment experiment) {
        return scheduler.getScheduledExecutionsForTask(LaneTask.DESCRIPTOR.getTaskName()).stream()
                .map(execution -> LaneTask.lane(execution.getTaskInstance().getId()))
                .filter(lane -> lane.experimentId().equals(experiment.id()))
                .toList();
    }

    private List<Trial> all(Experiment experiment) {
        return trials.page(
                        LOCAL,
                        experiment.id(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.of(0, 100, Sort.by("id.number")))
                .getContent();
    }

    private List<Measurement> curves(Experiment experiment) {
        List<Measurement> curves = new ArrayList<>();
        all(experiment).forEach(trial -> curves.addAll(trials.curve(LOCAL, experiment.id(), trial.number())));
        return curves;
    }
}
