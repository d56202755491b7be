package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is first in the queue, by what the scheduler's library asks as it is set up for the database; its threads are played. One subclass for each database. */
@SpringBootTest(
        classes = SchedulingTestApplication.class,
        properties = {"spring.main.web-application-type=none", "tamis.worker.enabled=false", "tamis.worker.pack-width=8"
        })
abstract class FairSharesContract {

    private static final Subject ANN = new Subject("ann", Role.SUBMITTER);
    private static final Subject BOB = new Subject("bob", Role.SUBMITTER);

    @Autowired
    private Experiments experiments;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private DbSchedulerCustomizer customizer;

    @Value("${db-scheduler.polling-strategy}")
    private String pollingStrategy;

    /** Of experiments, by their ids. */
    private final Map<String, Subject> owners = new HashMap<>();

    /** Lanes that threads have, the longest first. */
    private final Deque<String> running = new ArrayDeque<>();

    /** Later than any submission of a test, however slow the machine. */
    private Instant now = Instant.now().plusSeconds(86_400);

    private final TaskResolver tasks = new TaskResolver(
            SchedulerListeners.NOOP,
            () -> now,
            List.of(Tasks.custom(LaneTask.DESCRIPTOR).execute((instance, context) -> (complete, operations) -> {})));

    @BeforeEach
    void nobodyElseWaits() {
        jdbc.update("delete from scheduled_tasks");
    }

    @Test
    void anOwnerWithFiftyExperimentsDoesNotKeepAnothersFirstTrialWaiting() {
        submit(ANN, 50, 0);
        takeWithFreeThreads(4);

        submit(BOB, 1, 0);
        String next = turnEnds();

        assertThat(ownerOf(next)).as("the next lane, of 47 that came before").isEqualTo(BOB);
    }

    @Test
    void ownersShareTheThreadsEquallyAndEachsExperimentsTakeTurns() {
        submit(ANN, 50, 0);
        Experiment large = submit(BOB, 1, 0).get(0);
        for (int lane = 1; lane < 4; lane++) {
            queue(new Claim.Lane(large.id(), 1, lane), BOB.name());
        }
        takeWithFreeThreads(4);
        Map<Subject, Integer> turns = new HashMap<>();
        Map<String, Integer> turnsOfAnns = new HashMap<>();
        for (int i = 0; i < 80; i++) {
            String lane = turnEnds();
            turns.merge(ownerOf(lane), 1, Integer::sum);
            if (ownerOf(lane).equals(ANN)) {
                turnsOfAnns.merge(lane, 1, Integer::sum);
            }
        }

        assertThat(turns.get(BOB)).as("one experiment against fifty").isBetween(38, 42);
        assertThat(turns.get(ANN)).isEqualTo(80 - turns.get(BOB));
        assertThat(turnsOfAnns.values()).as("turns of each of hers").allMatch(count -> count == 1);
    }

    @Test
    void whoIsAloneHasAllThreadsAndNobodyIsKeptFromThem() {
        submit(ANN, 5, 0);

        takeWithFreeThreads(4);

        assertThat(running).hasSize(4);
        assertThat(ownerOf(turnEnds())).isEqualTo(ANN);
    }

    @Test
    void prioritiesStayAboveShares() {
        submit(BOB, 1, 0);
        submit(ANN, 5, 1);

        takeWithFreeThreads(4);

        assertThat(running).extracting(this::ownerOf).containsOnly(ANN);
    }

    @Test
    void aLaneOfNobodyIsTakenToo() {
        Claim.Lane gone = new Claim.Lane(UUID.randomUUID(), 1, 0);
        queue(gone, null);

        takeWithFreeThreads(1);

        assertThat(running).containsExactly(instance(gone));
        assertThat(jdbc.queryForObject("select picked from scheduled_tasks", Boolean.class))
                .isTrue();
    }

    @Test
    void whatThisVersionKnowsNothingOfIsLeftToOthers() {
        queue("of a later version", instance(new Claim.Lane(UUID.randomUUID(), 1, 0)), ANN.name());
        submit(BOB, 1, 0);

        poll(2);
        submit(BOB, 1, 0);
        poll(2);

        assertThat(jdbc.queryForList(
                        "select distinct task_name from scheduled_tasks where picked = true", String.class))
                .containsExactly(LaneTask.DESCRIPTOR.getTaskName());
        assertThat(jdbc.queryForObject("select count(*) from scheduled_tasks where picked = true", Integer.class))
                .isEqualTo(2);
    }

    private List<Experiment> submit(Subject owner, int count, int priority) {
        List<Experiment> submitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Experiment experiment = experiments
                    .submit(
                            owner,
                            Visibility.PRIVATE,
                            aPlan().trials(60).packsOf(60).priority(priority).build(),
                            Optional.empty())
                    .experiment();
            owners.put(experiment.id().toString(), owner);
            submitted.add(experiment);
        }
        return submitted;
    }

    private void queue(Claim.Lane lane, String owner) {
        queue(LaneTask.DESCRIPTOR.getTaskName(), instance(lane), owner);
    }

    private void queue(String task, String instance, String owner) {
        now = now.plusMillis(1);
        jdbc.update("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority, owner)
                values (?, ?, ?, false, 1, 0, ?)""", task, instance, InstantColumns.parameter(now), owner);
    }

    private static String instance(Claim.Lane lane) {
        return LaneTask.instance(lane, 0).getId();
    }

    private void takeWithFreeThreads(int threads) {
        poll(threads).forEach(taken -> running.addLast(taken.taskInstance.getId()));
    }

    private List<Execution> poll(int threads) {
        now = now.plusMillis(1);
        TaskRepository library = new JdbcTaskRepository(
                dataSource,
                false,
                customizer.jdbcCustomization().orElseThrow(),
                "scheduled_tasks",
                tasks,
                new SchedulerName.Fixed("node"),
                true,
                () -> now);
        return pollingStrategy.equals("lock_and_fetch")
                ? library.lockAndGetDue(now, threads)
                : library.getDue(now, threads).stream()
                        .flatMap(due -> library.pick(due, now).stream())
                        .toList();
    }

    /** The lane that has run longest goes to the end of the queue. @return the one that has its thread now */
    private String turnEnds() {
        now = now.plusMillis(1);
        jdbc.update(
                "update scheduled_tasks set picked = false, execution_time = ? where task_instance = ?",
                InstantColumns.parameter(now),
                running.removeFirst());
        takeWithFreeThreads(1);
        return running.getLast();
    }

    private Subject ownerOf(String lane) {
        return owners.get(lane.substring(0, 36));
    }
}
