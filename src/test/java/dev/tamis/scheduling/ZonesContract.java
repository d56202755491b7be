package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.tamis.HandClock;
import dev.tamis.Zones;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.SearchSpaces;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import dev.tamis.mlp.Machine;
import dev.tamis.results.StoredTrials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is written under one time zone of machine and session means the same under every other, over the changes of summer
 * time. One subclass for each database.
 */
@SpringBootTest(
        classes = {SchedulingTestApplication.class, ZonesContract.Parts.class},
        properties = {
            "spring.main.web-application-type=none",
            "spring.main.allow-bean-definition-overriding=true",
            "tamis.worker.enabled=false"
        })
abstract class ZonesContract {

    /** West and east of Greenwich, with summer time in both halves of the year, of half an hour too. */
    static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe");

    /** Around both changes; and where the digits of UTC are a time that a zone's clocks skip, or show twice. */
    static final List<Instant> MOMENTS = Stream.of(
                    "2026-03-08T06:59:59.75Z", // New York: the last second of winter
                    "2026-03-08T07:00:00Z", // the first of summer
                    "2026-03-08T02:30:00.123456Z", // 02:30 does not exist there on that day
                    "2026-11-01T05:30:00Z", // 01:30 in New York
                    "2026-11-01T06:30:00Z", // 01:30 again
                    "2026-11-01T01:30:00Z",
                    "2026-03-29T02:30:00Z", // Berlin
                    "2026-10-25T01:00:00Z",
                    "2026-10-25T02:30:00Z",
                    "2026-04-05T01:45:00Z") // Lord Howe
            .map(Instant::parse)
            .toList();

    private static final Machine MACHINE = new Machine(2, 1, 1L << 30);

    @Autowired
    private Zones zones;

    @Autowired
    private HandClock clock;

    @Autowired
    private DataSource source;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DbSchedulerCustomizer customizer;

    @Autowired
    private SchedulerClient scheduler;

    @Autowired
    private TaskRows rows;

    @Autowired
    private Workers workers;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Claims claims;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private SearchSpaces searchSpaces;

    private final List<String> ran = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private final SettableClock librarysClock = new SettableClock();
    private Runnable whileItRuns = () -> {};
    private ManualScheduler node;

    static class Parts {

        @Bean
        static Zones zones() {
            return new Zones();
        }

        @Bean
        HandClock clock() {
            return new HandClock();
        }
    }

    static Stream<String> zones() {
        return ZONES.stream();
    }

    @BeforeEach
    void aNodeDrivenByHand() {
        jdbc.update("delete from experiment");
        jdbc.update("delete from trial");
        jdbc.update("delete from scheduled_tasks");
        jdbc.update("delete from worker");
        CustomTask<Void> lane = Tasks.custom(LaneTask.DESCRIPTOR)
                .onDeadExecution((complete, operations) ->
                        givenUp.add(complete.getExecution().taskInstance.getId()))
                .execute((instance, context) -> {
                    ran.add(instance.getId());
                    whileItRuns.run();
                    return new CompletionHandler.OnCompleteRemove<>();
                });
        node = (ManualScheduler) TestHelper.createManualScheduler(source, lane)
                .clock(librarysClock)
                .jdbcCustomization(customizer.jdbcCustomization().orElseThrow())
                .heartbeatInterval(Duration.ofSeconds(4))
                .build();
    }

    @AfterEach
    void backHome() {
        zones.close();
    }

    @ParameterizedTest
    @MethodSource("zones")
    void aLaneIsDueAtTheInstantThatItWasWrittenWith(String writer) {
        for (Instant moment : MOMENTS) {
            zones.set(writer, other(writer));
            at(moment);
            Experiment experiment = submit();
            assertThat(epochMicros("select execution_time from scheduled_tasks"))
                    .as("%s written under %s", moment, writer)
                    .isEqualTo(micros(moment));
            for (String reader : ZONES) {
                zones.set(reader, other(reader));
                at(moment.minusSeconds(1));
                assertThat(LaneCounts.read(jdbc, clock).waiting()).isZero();
                assertThat(rows.highestWaitingBeside(UUID.randomUUID())).isEmpty();
                node.runAnyDueExecutions();
                assertThat(ran).as("%s in %s", moment, reader).isEmpty();
                at(moment.plusSeconds(1));
                assertThat(LaneCounts.read(jdbc, clock).waiting()).isEqualTo(1);
                assertThat(LaneCounts.read(jdbc, clock).ages().waiting()).isEqualTo(Duration.ofSeconds(1));
                assertThat(rows.highestWaitingBeside(UUID.randomUUID())).isPresent();
                assertThat(scheduler.getScheduledExecutionsForTask(LaneTask.DESCRIPTOR.getTaskName()))
                        .singleElement()
                        .satisfies(task -> assertThat(task.getExecutionTime()).isEqualTo(moment));
            }
            node.runAnyDueExecutions();
            assertThat(ran).containsExactly(experiment.id() + "/1/0");
            ran.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void aHeartbeatIsAsOldAsItIs(String writer) {
        for (Instant moment : MOMENTS) {
            zones.set(writer, other(writer));
            at(moment);
            submit();
            whileItRuns = () -> {
                for (String reader : ZONES) {
                    zones.set(reader, other(reader));
                    at(moment.plusSeconds(23));
                    assertThat(LaneCounts.read(jdbc, clock).ages().silence()).isEqualTo(Duration.ofSeconds(23));
                    node.runDeadExecutionDetection();
                    assertThat(givenUp).as("%s in %s", moment, reader).isEmpty();
                    at(moment.plusSeconds(25));
                    node.runDeadExecutionDetection();
                    assertThat(givenUp).as("%s in %s", moment, reader).hasSize(1);
                    givenUp.clear();
                }
            };
            node.runAnyDueExecutions();
            assertThat(ran).hasSize(1);
            ran.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void aWorkerIsForgottenAfterItsSilenceAndNoSooner(String writer) {
        for (Instant moment : MOMENTS) {
            zones.set(writer, other(writer));
            at(moment);
            workers.seen("node", MACHINE);
            for (String reader : ZONES) {
                zones.set(reader, other(reader));
                at(moment.plusSeconds(16));
                assertThat(workers.crew(1)).as("%s in %s", moment, reader).isPresent();
                at(moment.plusSeconds(17));
                assertThat(workers.crew(1)).as("%s in %s", moment, reader).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void whatHappenedToAnExperimentIsReadAsItWasWritten(String writer) {
        for (Instant moment : MOMENTS) {
            zones.set(writer, other(writer));
            at(moment);
            UUID id = submit().id();
            UUID space = searchSpaces
                    .save(
                            LOCAL,
                            PRIVATE,
                            "written under " + writer,
                            aPlan().build().model().searched(),
                            Optional.empty())
                    .space()
                    .id();
            at(moment.plusSeconds(60));
            claims.next(new Claims.Request(new Claim.Lane(id, 1, 0), "token", Deaths.upTo(2), true, () -> true));
            for (String reader : ZONES) {
                zones.set(reader, other(reader));
                Experiment running = experiments.get(LOCAL, id);
                assertThat(running.createdAt()).isEqualTo(moment);
                assertThat(running.ranFor(moment.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
                assertThat(searchSpaces.get(LOCAL, space).createdAt()).isEqualTo(moment);
                assertThat(trials(id))
                        .filteredOn(trial -> trial.state() == TrialState.RUNNING)
                        .isNotEmpty()
                        .allSatisfy(trial -> assertThat(trial.startedAt()).contains(moment.plusSeconds(60)));
            }
            zones.set(writer, other(writer));
            at(moment.plusSeconds(120));
            experiments.cancel(LOCAL, id);
            for (String reader : ZONES) {
                zones.set(reader, other(reader));
                assertThat(experiments.get(LOCAL, id).finishedAt()).contains(moment.plusSeconds(120));
                assertThat(experiments.get(LOCAL, id).ranFor(moment.plusSeconds(999)))
                        .isEqualTo(Duration.ofSeconds(120));
                assertThat(trials(id))
                        .allSatisfy(trial -> assertThat(trial.finishedAt()).contains(moment.plusSeconds(120)));
            }
            experiments.delete(LOCAL, id);
            node.cancel(LaneTask.instance(new Claim.Lane(id, 1, 0), 0));
        }
    }

    @Test
    void noColumnKeepsATimeWithoutItsZone() {
        assertThat(jdbc.queryForList("""
                            select table_name || '.' || column_name from information_schema.columns
                            where lower(table_schema) = 'public' and lower(table_name) <> 'flyway_schema_history'
                                and (lower(data_type) like 'timestamp%' or lower(data_type) like 'time%' or lower(data_type) = 'date')
                                and lower(data_type) <> 'timestamp with time zone'\
                            """, String.class)).isEmpty();
    }

    private static String other(String zone) {
        return ZONES.get((ZONES.indexOf(zone) + 2) % ZONES.size());
    }

    private void at(Instant instant) {
        clock.set(instant);
        librarysClock.set(instant);
    }

    private Experiment submit() {
        return experiments
                .submit(LOCAL, PRIVATE, aPlan().trials(3).packsOf(1).build(), Optional.empty())
                .experiment();
    }

    private List<Trial> trials(UUID id) {
        return trials.page(LOCAL, id, Optional.empty(), Optional.empty(), PageRequest.of(0, 10))
                .getContent();
    }

    /** As the database itself counts from 1970, with no driver's idea of a zone in between. */
    private long epochMicros(String query) {
        return jdbc.queryForObject("select cast(extract(epoch from (" + query + ")) * 1000000 as bigint)", Long.class);
    }

    private static long micros(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1000;
    }
}
