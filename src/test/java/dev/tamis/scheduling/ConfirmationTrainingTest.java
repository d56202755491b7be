package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.HandClock;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.ConfirmationState;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.TrainingObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Confirmations driven by hand: no scheduler thread runs here. */
@SpringBootTest(
        classes = SchedulingTestApplication.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:confirmations;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none",
            "tamis.worker.enabled=false",
            "tamis.worker.pack-width=4"
        })
class ConfirmationTrainingTest {

    @Autowired
    private Experiments experiments;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private Confirmations confirmations;

    @Autowired
    private Datasets datasets;

    @Autowired
    private TaskRows rows;

    @Autowired
    private JdbcTemplate jdbc;

    private final FakeTrainer trainer = new FakeTrainer();
    private final HandClock steady = new HandClock();
    private final AtomicBoolean stopping = new AtomicBoolean();

    @BeforeEach
    void nobodyElseWaits() {
        jdbc.update("delete from scheduled_tasks");
    }

    @Test
    void theEndOfTheSearchQueuesOneTaskOfTheOwnersAndPriority() {
        Experiment experiment = searched(aPlan().trials(6).priority(7).confirm(3, 2));

        assertThat(jdbc.queryForList(
                        "select task_instance, priority, owner from scheduled_tasks where task_name = 'confirmation'"))
                .singleElement()
                .satisfies(row -> assertThat(row.values()).containsExactly(experiment.id() + "/1", 7, "admin"));
    }

    @Test
    void packsOfOneShapeAreTrainedTurnByTurnWithTheSplitAndTheBatchesOfTheExperiment() {
        Experiment experiment = searched(aPlan().trials(6).packsOf(4).confirm(3, 2));
        List<Pack> packs = new ArrayList<>();
        trainer.beforeEachEpoch = packs::add;

        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.TO_BE_CONTINUED);
        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.OVER);
        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.OVER);

        assertThat(trainer.packsTrained).containsExactly(List.of(0, 1, 2), List.of(0, 1, 2));
        assertThat(packs)
                .extracting(Pack::batches)
                .containsOnly(experiment.plan().batchSeed());
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(confirmed(experiment).trials()).hasSize(3);
    }

    @Test
    void theValuesAreTheSameInWhateverPacksTheyAreTrained() {
        List<Confirmed> all = new ArrayList<>();
        for (int width : new int[] {1, 3, 16}) {
            Experiment experiment = searched(aPlan().trials(6).packsOf(width).confirm(3, 2));
            untilItEnds(experiment, width == 3);
            all.add(confirmed(experiment));
        }

        assertThat(all.stream().distinct()).hasSize(1);
    }

    @Test
    void aWorkerThatDiesInTheMiddleHasCostNothingButTime() {
        Experiment undisturbed = searched(aPlan().trials(6).packsOf(4).confirm(3, 2));
        untilItEnds(undisturbed, false);
        Experiment experiment = searched(aPlan().trials(6).packsOf(4).confirm(3, 2));
        take(experiment, false);
        trainer.beforeEachEpoch = pack -> {
            throw new OutOfMemoryError("of a test");
        };
        assertThatThrownBy(() -> take(experiment, false)).isInstanceOf(OutOfMemoryError.class);
        assertThat(now(experiment).repeatsEnded()).isEqualTo(3);
        trainer.beforeEachEpoch = pack -> {};
        trainer.packsTrained.clear();

        assertThat(take(experiment, true)).isEqualTo(ConfirmationTraining.Next.TO_BE_CONTINUED);
        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.OVER);

        assertThat(trainer.packsTrained).as("the first alone").containsExactly(List.of(0), List.of(0, 1));
        assertThat(confirmed(experiment)).isEqualTo(confirmed(undisturbed));
    }

    @Test
    void whatBreaksOffInEveryTryIsGivenUpAndItsNeighboursAreNot() {
        Experiment experiment = searched(aPlan().trials(6).packsOf(4).confirm(2, 2));

        training().giveUp(run(experiment), "no such row");
        untilItEnds(experiment, false);

        assertThat(confirmed(experiment).trials()).hasSize(1);
        assertThat(jdbc.queryForList(
                        "select reason from confirmation where experiment_id = ? and state = 'FAILED'",
                        String.class,
                        experiment.id()))
                .containsExactly("it broke off in every try, the last time with no such row");
    }

    @Test
    void oneThatDivergesLeavesItsTrialUnconfirmed() {
        Experiment experiment = searched(aPlan().trials(4).packsOf(4).confirm(2, 2));
        trainer.early.put(0, Optional.of(new End.Failed("the loss was no longer a number in epoch 1")));

        untilItEnds(experiment, false);

        assertThat(now(experiment).confirmation()).contains(ConfirmationState.CONFIRMED);
        assertThat(confirmed(experiment).trials()).hasSize(1);
        assertThat(now(experiment).counts().failed()).isZero();
    }

    @Test
    void whatHangsHasFailed() {
        Experiment experiment = searched(aPlan().trials(4).packsOf(4).confirm(2, 2));
        trainer.beforeEachEpoch = pack -> {
            throw new TrainerHangs(Duration.ofHours(1));
        };

        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.OVER);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNCONFIRMED);
    }

    @Test
    void aPauseIsNoticedWithinASecond() {
        Experiment experiment =
                searched(aPlan().trials(4).packsOf(4).fixed("epochs", 50L).confirm(2, 2));
        AtomicBoolean paused = new AtomicBoolean();
        List<Integer> after = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> {
            if (!paused.getAndSet(true)) {
                experiments.pause(LOCAL, experiment.id());
            } else {
                after.add(1);
            }
            steady.forward(Duration.ofMillis(400));
        };

        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.OVER);
        assertThat(after).hasSize(2);
        assertThat(now(experiment).repeatsEnded()).isZero();

        trainer.beforeEachEpoch = pack -> {};
        experiments.resume(LOCAL, experiment.id());
        assertThat(jdbc.queryForList(
                        "select task_instance from scheduled_tasks where task_name = 'confirmation'", String.class))
                .containsExactlyInAnyOrder(experiment.id() + "/1", experiment.id() + "/2");
        untilItEnds(experiment, false);
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aNodeThatStopsLeavesItToAnother() {
        Experiment experiment =
                searched(aPlan().trials(4).packsOf(4).fixed("epochs", 50L).confirm(2, 2));
        List<Integer> epochs = new ArrayList<>();
        trainer.beforeEachEpoch = pack -> {
            epochs.add(1);
            stopping.set(true);
        };

        assertThat(take(experiment, false)).isEqualTo(ConfirmationTraining.Next.TO_BE_CONTINUED);
        assertThat(epochs).hasSize(1);
        assertThat(now(experiment).repeatsEnded()).isZero();
    }

    @Test
    void whoLeavesARepeatWithoutAWordHasBrokenOff() {
        Experiment experiment = searched(aPlan().trials(4).packsOf(4).confirm(2, 2));
        trainer.early.put(1, Optional.empty());

        assertThatThrownBy(() -> take(experiment, false)).hasMessageContaining("without saying how it ended");
        assertThat(now(experiment).repeatsEnded()).isZero();
    }

    @Test
    void itWaitsForMemoryLikeTheSearchAndSaysSo() {
        Experiment experiment = searched(aPlan().trials(4).packsOf(4).confirm(2, 2));
        List<Optional<String>> said = new ArrayList<>();
        FakeTrainer waiting = new FakeTrainer() {
            @Override
            public void train(Pack pack, Split split, TrainingObserver observer) {
                observer.onWait(Optional.of("a pack needs 312 MB"));
                said.add(now(experiment).waitsFor());
                observer.onWait(Optional.empty());
                said.add(now(experiment).waitsFor());
                super.train(pack, split, observer);
            }
        };

        training(waiting).take(new ConfirmationTraining.Turn(run(experiment), false, stopping::get));

        assertThat(said).containsExactly(Optional.of("a pack needs 312 MB"), Optional.empty());
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
    }

    private void untilItEnds(Experiment experiment, boolean alone) {
        while (take(experiment, alone) != ConfirmationTraining.Next.OVER) {
            // the next pack
        }
    }

    private ConfirmationTraining.Next take(Experiment experiment, boolean alone) {
        return training().take(new ConfirmationTraining.Turn(run(experiment), alone, stopping::get));
    }

    private ConfirmationTraining training() {
        return training(trainer);
    }

    private ConfirmationTraining training(FakeTrainer by) {
        return new ConfirmationTraining(
                confirmations,
                by,
                new Splits(datasets),
                new ConfirmationTraining.Surroundings(new Company(2), rows, steady));
    }

    private Confirmations.Run run(Experiment experiment) {
        return new Confirmations.Run(
                experiment.id(),
                jdbc.queryForObject("select run from experiment where id = ?", Integer.class, experiment.id()));
    }

    private Confirmed confirmed(Experiment experiment) {
        return confirmations.of(LOCAL, experiment.id()).orElseThrow();
    }

    private Experiment now(Experiment experiment) {
        return experiments.get(LOCAL, experiment.id());
    }

    /** With all its trials trained. */
    private Experiment searched(Plans plan) {
        Experiment experiment = experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
        Claim.Lane lane = new Claim.Lane(experiment.id(), 1, 0);
        for (Optional<Claim> claim = claim(lane); claim.isPresent(); claim = claim(lane)) {
            List<Measurement> results = new ArrayList<>();
            Packs.of(claim.get())
                    .members()
                    .forEach(member -> IntStream.rangeClosed(
                                    1, member.spec().schedule().epochs())
                            .forEach(epoch -> results.add(FakeTrainer.result(member, epoch))));
            reports.report(
                    claim.get(),
                    results,
                    claim.get().numbers().stream().map(TrialEnd::completed).toList());
        }
        assertThat(now(experiment).confirmation()).contains(ConfirmationState.UNDER_WAY);
        return experiment;
    }

    private Optional<Claim> claim(Claim.Lane lane) {
        return claims.next(new Claims.Request(lane, UUID.randomUUID().toString(), Deaths.upTo(2), true, () -> true));
    }
}
