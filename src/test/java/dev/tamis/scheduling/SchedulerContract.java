package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.Trial;
import dev.tamis.mlp.Machine;
import dev.tamis.results.StoredTrials;
import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Scale;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real scheduler on a real database, with a trainer that takes no time. One subclass for each database. */
@SpringBootTest(
        classes = SchedulingTestApplication.class,
        properties = {"spring.main.web-application-type=none", "tamis.worker.threads=4", "tamis.worker.turn=1ms"})
abstract class SchedulerContract {

    @Autowired
    private Experiments experiments;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private Confirmations confirmations;

    @Autowired
    private FakeTrainer trainer;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TaskRows rows;

    @Autowired
    private Workers workers;

    @Test
    void experimentsSideBySideEndWithEveryTrialTrainedOnce() {
        List<Experiment> submitted = Stream.of(1, 3, 16)
                .map(parallel -> submit(aPlan().trials(40).packsOf(parallel)))
                .toList();

        submitted.forEach(this::awaitCompletion);

        assertThat(submitted).allSatisfy(experiment -> {
            assertThat(all(experiment))
                    .extracting(Trial::number)
                    .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
            assertThat(all(experiment)).allSatisfy(trial -> {
                assertThat(trial.attempt()).isEqualTo(1);
                assertThat(trials.curve(LOCAL, experiment.id(), trial.number())).hasSize(2);
            });
        });
        assertThat(submitted.stream()
                        .map(experiment -> all(experiment).stream()
                                .map(Trial::objectiveValue)
                                .toList())
                        .distinct())
                .as("one seed, one answer, at any parallelism")
                .hasSize(1);
    }

    @Test
    void trialsThatAreDrawnByTheResultsOfOthersAreTheSameHoweverManyTrainAtATime() {
        List<Experiment> submitted = Stream.of(1, 3, 16)
                .map(parallel -> submit(aPlan().trials(40)
                        .packsOf(parallel)
                        .sampler(new LearningSampler(5))
                        .rounds(2, RoundsPlan.Mode.AUTO)
                        .searchedInsteadOf("epochs", new IntDomain(1, 6, Scale.LINEAR))))
                .toList();

        submitted.forEach(this::awaitCompletion);

        assertThat(submitted)
                .allSatisfy(experiment -> assertThat(all(experiment))
                        .extracting(Trial::number, Trial::attempt)
                        .containsExactlyElementsOf(IntStream.range(0, 40)
                                .mapToObj(number -> tuple(number, 1))
                                .toList()));
        assertThat(submitted.stream()
                        .map(experiment -> all(experiment).stream()
                                .map(trial -> List.of(trial.parameters(), trial.objectiveValue()))
                                .toList())
                        .distinct())
                .as("one seed and lag, one answer, at any parallelism")
                .hasSize(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> submitted.stream()
                        .allMatch(each -> rows.openLanes(each.id(), 1).isEmpty()
                                && rows.openLanes(each.id(), 2).isEmpty()));
    }

    @Test
    void roundsAndTheFinalEvaluationRunByThemselves() {
        Experiment experiment = submit(aPlan().trials(45).packsOf(8).rounds(3, RoundsPlan.Mode.AUTO));
        awaitCompletion(experiment);

        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                finalEvaluations.get(LOCAL, experiment.id()).state())
                        .isEqualTo(FinalEvaluation.State.COMPLETED));
        assertThat(all(experiment)).extracting(Trial::round).contains(1, 2, 3);
    }

    @Test
    void theBestAreTrainedAgainByThemselvesAndComeToTheSameHoweverManyTrainAtATime() {
        List<Experiment> submitted = Stream.of(1, 3, 16)
                .map(parallel -> submit(aPlan().trials(20).packsOf(parallel).confirm(4, 3)))
                .toList();

        submitted.forEach(this::awaitCompletion);

        List<Confirmed> all = submitted.stream()
                .map(each -> confirmations.of(LOCAL, each.id()).orElseThrow())
                .toList();
        assertThat(all.get(0).trials())
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.values()).hasSize(3));
        assertThat(all.stream().distinct())
                .as("one seed, one answer, at any parallelism")
                .hasSize(1);
        awaitNoTaskOf(submitted.get(0));
    }

    @Test
    void aTryThatBreaksOffIsFollowedByOneThatComesToTheSame() {
        Experiment undisturbed = submit(aPlan().trials(20).packsOf(3).confirm(4, 3));
        awaitCompletion(undisturbed);
        Experiment experiment = submit(aPlan().trials(20).packsOf(3).confirm(4, 3));
        AtomicBoolean died = new AtomicBoolean();
        trainer.beforeEachEpoch = pack -> {
            if (experiments.get(LOCAL, experiment.id()).isConfirming() && !died.getAndSet(true)) {
                throw new AssertionError("of a test");
            }
        };

        awaitCompletion(experiment);

        trainer.beforeEachEpoch = pack -> {};
        assertThat(died).isTrue();
        assertThat(confirmations.of(LOCAL, experiment.id())).isEqualTo(confirmations.of(LOCAL, undisturbed.id()));
    }

    @Test
    void endedExperimentsLeaveNoTaskBehind() {
        Experiment experiment = submit(aPlan().trials(10).packsOf(2));
        awaitCompletion(experiment);

        awaitNoTaskOf(experiment);
    }

    @Test
    void anExecutionHoldsItsTaskUntilAnotherPicksItOrItIsReleased() {
        TaskInstance<Void> task = LaneTask.instance(new Claim.Lane(UUID.randomUUID(), 1, 0), 0);
        jdbc.update("""
                insert into scheduled_tasks
                    (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                values (?, ?, current_timestamp, true, 'a node', current_timestamp, 7)""", task.getTaskName(), task.getId());
        Execution owner = new Execution(Instant.now(), task, true, "a node", null, null, 0, null, 7);
        Execution former = new Execution(Instant.now(), task, true, "a node", null, null, 0, null, 6);
        assertThat(rows.holds(owner)).isTrue();
        assertThat(rows.holds(former)).isFalse();

        rows.release(former);
        assertThat(rows.holds(owner)).isTrue();
        rows.release(owner);

        assertThat(rows.holds(owner)).isFalse();
    }

    @Test
    void workersThatShowThemselvesAreCountedUntilTheyLeaveOrFallSilent() {
        await().until(() -> workers.crew(1).isPresent()); // this node itself
        Workers.Crew before = workers.crew(1).orElseThrow();
        String name = "node/" + UUID.randomUUID();
        Machine small = new Machine(3, 1, 3L << 20);
        workers.seen(name, small);
        workers.seen(name, small);

        Workers.Crew with = workers.crew(1).orElseThrow();
        assertThat(with.count()).isEqualTo(before.count() + 1);
        assertThat(with.threads()).isEqualTo(before.threads() + 3);
        assertThat(with.smallest()).isEqualTo(small);

        jdbc.update(
                "update worker set seen_at = ? where name = ?",
                OffsetDateTime.now().minusHours(1),
                name);
        assertThat(workers.crew(1)).contains(before);
        workers.seen(name, small);
        workers.left(name);
        assertThat(workers.crew(1)).contains(before);
    }

    private void awaitNoTaskOf(Experiment experiment) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.queryForObject(
                                "select count(*) from scheduled_tasks where task_instance like ?",
                                Integer.class,
                                experiment.id() + "%")
                        == 0);
    }

    private void awaitCompletion(Experiment experiment) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> experiments.get(LOCAL, experiment.id()).state() == ExperimentState.COMPLETED);
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
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
}
