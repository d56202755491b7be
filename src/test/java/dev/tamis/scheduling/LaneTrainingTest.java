package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import dev.tamis.experiment.Trials;
import dev.tamis.training.EpochResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
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

    @Autowired
    private Experiments experiments;

    @Autowired
    private Trials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private Datasets datasets;

    @Autowired
    private SchedulerClient scheduler;

    private boolean othersWait = true;
    private final FakeTrainer trainer = new FakeTrainer();
    private final WorkerMeters meters = new WorkerMeters(new SimpleMeterRegistry(), 2);
    private final ScheduledExecutorService reporting = Executors.newScheduledThreadPool(1);

    @AfterEach
    void stopReporting() {
        reporting.shutdownNow();
    }

    @Test
    void submissionOpensAsManyLanesAsItsParallelTrialsAllow() {
        Experiment experiment = submit(aPlan().trials(40).packsOf(16));

        assertThat(lanesOf(experiment)).extracting(Claim.Lane::number).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void oneLaneTrainsEverythingInOrder() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));

        assertThat(lane().takeTurn(only(experiment), () -> false)).isFalse();

        assertThat(trainer.packsTrained).hasSize(3);
        assertThat(trainer.packsTrained.get(2)).containsExactly(14, 15, 16, 17, 18, 19);
        assertThat(experiments.get(experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void resultsDoNotDependOnTheParallelTrials() {
        Experiment alone = submit(aPlan().trials(12).packsOf(1));
        Experiment wide = submit(aPlan().trials(12).packsOf(8));
        lane().takeTurn(only(alone), () -> false);
        lane().takeTurn(only(wide), () -> false);

        assertThat(curves(alone)).hasSize(24).isEqualTo(curves(wide));
    }

    @Test
    void aTurnEndsAfterItsTimeIfOthersWaitAndTheLaneGoesOnLater() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));

        assertThat(lane(Duration.ZERO).takeTurn(only(experiment), () -> false)).isTrue();

        assertThat(trainer.packsTrained).hasSize(1);
    }

    @Test
    void nobodyStepsBackForNobody() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));
        othersWait = false;

        assertThat(lane(Duration.ZERO).takeTurn(only(experiment), () -> false)).isFalse();

        assertThat(trainer.packsTrained).hasSize(3);
    }

    @Test
    void aNodeThatShutsDownGivesItsTrialsBack() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        AtomicBoolean shuttingDown = new AtomicBoolean();
        trainer.beforeEachEpoch = pack -> shuttingDown.set(true);

        assertThat(lane().takeTurn(only(experiment), shuttingDown::get)).isTrue();

        assertThat(experiments.get(experiment.id()).counts().waiting()).isEqualTo(4);
        trainer.beforeEachEpoch = pack -> {};
        lane().takeTurn(only(experiment), () -> false);
        assertThat(experiments.get(experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(trainer.packsTrained).allMatch(pack -> pack.size() == 4);
    }

    @Test
    void cancelStopsThePackAndNothingIsWrittenAfterIt() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).fixed("epochs", 100_000L));
        AtomicInteger epochs = new AtomicInteger();
        trainer.beforeEachEpoch = pack -> {
            if (epochs.incrementAndGet() == 3) {
                experiments.cancel(experiment.id());
            }
        };

        assertThat(lane().takeTurn(only(experiment), () -> false)).isFalse();

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

        lane().takeTurn(only(experiment), () -> false);

        assertThat(all(experiment))
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETED, TrialState.COMPLETED, TrialState.FAILED, TrialState.COMPLETED);
        assertThat(experiments.get(experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void resumeOpensNewLanesAndOldOnesFindNothing() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(8));
        Claim.Lane old = only(experiment);
        experiments.pause(experiment.id());
        experiments.resume(experiment.id());

        assertThat(lane().takeTurn(old, () -> false)).isFalse();
        assertThat(trainer.packsTrained).isEmpty();
        Claim.Lane renewed = lanesOf(experiment).stream()
                .filter(each -> each.run() == 2)
                .findFirst()
                .orElseThrow();
        lane().takeTurn(renewed, () -> false);
        assertThat(experiments.get(experiment.id()).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void theFinalExamScoresTheWinnerOnAllTestRows() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(8));
        lane().takeTurn(only(experiment), () -> false);
        finalEvaluations.request(experiment.id());

        new FinalExam(finalEvaluations, datasets, trainer).take(experiment.id());

        FinalEvaluation evaluation = finalEvaluations.get(experiment.id());
        assertThat(evaluation.trialNumber())
                .isEqualTo(experiments.get(experiment.id()).bestTrial().orElseThrow());
        assertThat(evaluation.testScore().orElseThrow().size()).isEqualTo(10_000);
        assertThat(trainer.scored).containsExactly(500, 10_000);
    }

    private LaneTraining lane() {
        return lane(Duration.ofHours(1));
    }

    private LaneTraining lane(Duration turn) {
        WorkerSettings settings = new WorkerSettings(
                true, 2, DataSize.ofGigabytes(2), DataSize.ofMegabytes(8), 0, turn, Duration.ofMillis(1), 2);
        return new LaneTraining(
                claims,
                reports,
                trainer,
                new Splits(datasets),
                new LaneTraining.Surroundings(
                        "test", settings, reporting, () -> othersWait, meters, Clock.systemUTC()));
    }

    private Experiment submit(Plans plan) {
        return experiments.submit(plan.build(), Optional.empty()).experiment();
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
                        experiment.id(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.of(0, 100, Sort.by("id.number")))
                .getContent();
    }

    private List<EpochResult> curves(Experiment experiment) {
        List<EpochResult> curves = new ArrayList<>();
        all(experiment).forEach(trial -> curves.addAll(trials.curve(experiment.id(), trial.number())));
        return curves;
    }
}
