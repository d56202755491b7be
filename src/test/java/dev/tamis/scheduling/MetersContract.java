package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Draws;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.Workload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the meters say of lanes driven by hand. One subclass for each database. */
@SpringBootTest(
        classes = SchedulingTestApplication.class,
        properties = {"spring.main.web-application-type=none", "tamis.worker.enabled=false", "tamis.worker.pack-width=8"
        })
abstract class MetersContract {

    private static final int STEPS_PER_EPOCH = 4;
    private static final int EPOCHS = 2;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private Draws draws;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private EntityManager entities;

    @Autowired
    private Workload workload;

    @Autowired
    private Datasets datasets;

    @Autowired
    private SchedulerClient scheduler;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TaskRows rows;

    @Autowired
    private MeterRegistry ofTheNode;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final WorkerMeters worker = new WorkerMeters(meters, 2);
    private final FakeTrainer trainer = new FakeTrainer();
    private final ScheduledExecutorService reporting = Executors.newScheduledThreadPool(1);
    private final Map<String, Double> finishedBefore = new HashMap<>();
    private ClusterMeters cluster;

    /** Later than any submission of these tests. */
    private final Instant look = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void bind() {
        jdbc.update("delete from experiment");
        jdbc.update("delete from trial");
        jdbc.update("delete from scheduled_tasks");
        cluster = ClusterMeters.of(
                workload,
                jdbc,
                Clock.fixed(look, ZoneOffset.UTC),
                new Sampled.Timing(Duration.ZERO, Duration.ofSeconds(20), Clock.fixed(look, ZoneOffset.UTC)));
        cluster.bindTo(meters);
        Stream.of("completed", "failed", "cancelled").forEach(state -> finishedBefore.put(state, counted(state)));
    }

    @AfterEach
    void stop() {
        cluster.close();
        reporting.shutdownNow();
    }

    @Test
    void anEmptyDatabaseHasNothingToDo() {
        assertThat(gauge("tamis.experiments.running")).isZero();
        assertThat(gauge("tamis.trials.waiting")).isZero();
        assertThat(gauge("tamis.lanes.waiting")).isZero();
        assertThat(gauge("tamis.lanes.waiting.age")).isZero();
        assertThat(gauge("tamis.heartbeats.age")).isZero();
    }

    @Test
    void whatWaitsAndWhatRunsIsSummedOverExperiments() {
        Experiment first = submit(aPlan().trials(20).packsOf(16));
        submit(aPlan().trials(3).packsOf(1));
        experiments.pause(LOCAL, submit(aPlan().trials(100).packsOf(1)).id());
        claims.next(new Claims.Request(lanesOf(first).get(0), "token", Deaths.upTo(2), true, () -> true));

        assertThat(gauge("tamis.experiments.running")).isEqualTo(2);
        assertThat(gauge("tamis.trials.waiting")).isEqualTo(23 - gauge("tamis.trials.running"));
        assertThat(gauge("tamis.trials.running")).isBetween(5.0, 8.0);
    }

    @Test
    void theQueueIsWhatIsDueAndNotTaken() {
        Experiment first = submit(aPlan().trials(40).packsOf(16));
        submit(aPlan().trials(4).packsOf(4));
        submit(aPlan().trials(4).packsOf(4));
        assertThat(gauge("tamis.lanes.waiting")).isEqualTo(3);
        assertThat(gauge("tamis.lanes.running")).isZero();

        jdbc.update(
                "update scheduled_tasks set picked = true, last_heartbeat = ? where task_instance like ?",
                ago(7),
                first.id() + "/%");
        jdbc.update("update scheduled_tasks set execution_time = ? where picked = false", ago(90));
        jdbc.update("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('train-lane', 'tried again in an hour', ?, false, 1)""", ago(-3600));

        assertThat(gauge("tamis.lanes.waiting")).isEqualTo(2);
        assertThat(gauge("tamis.lanes.running")).isEqualTo(1);
        assertThat(gauge("tamis.lanes.waiting.age")).isEqualTo(90);
        assertThat(gauge("tamis.heartbeats.age")).isEqualTo(7);
    }

    @Test
    void aLaneThatSleepsLongerThanBetweenTwoTriesIsCountedApart() {
        submit(aPlan().trials(4).packsOf(4));
        jdbc.update("update scheduled_tasks set execution_time = ?", ago(-60));
        assertThat(gauge("tamis.lanes.asleep")).as("the longest wait").isZero();

        jdbc.update("update scheduled_tasks set execution_time = ?", ago(-75));
        assertThat(gauge("tamis.lanes.asleep")).isEqualTo(1);

        jdbc.update("update scheduled_tasks set picked = true");
        assertThat(gauge("tamis.lanes.asleep")).as("a node has it").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-5 * 3600, -30, 90})
    void whateverTheTimeOfItsLaneAnExperimentThatNobodyTrainsRaisesTheAlarm(int seconds) {
        assertThat(DocumentedAlert.named("nobody trains").holdsFor(meters)).isFalse();
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));

        jdbc.update("update scheduled_tasks set execution_time = ?", ago(seconds));
        assertThat(DocumentedAlert.named("nobody trains").holdsFor(meters)).isTrue();
        assertThat(DocumentedAlert.named("the queue is asleep").holdsFor(meters))
                .isEqualTo(seconds < -70);

        jdbc.update("update scheduled_tasks set picked = true");
        assertThat(DocumentedAlert.named("nobody trains").holdsFor(meters)).isFalse();
        jdbc.update("update scheduled_tasks set picked = false");
        experiments.pause(LOCAL, experiment.id());
        assertThat(DocumentedAlert.named("nobody trains").holdsFor(meters)).isFalse();
    }

    @Test
    void aLaneThatHasGoneMissingRaisesTheAlarm() {
        submit(aPlan().trials(4).packsOf(4));

        jdbc.update("delete from scheduled_tasks");

        assertThat(DocumentedAlert.named("nobody trains").holdsFor(meters)).isTrue();
    }

    @Test
    void asManyThreadsAreWantedAsTheExperimentsMayUse() {
        submit(aPlan().trials(100).packsOf(32));
        submit(aPlan().trials(3).packsOf(1));
        experiments.pause(LOCAL, submit(aPlan().trials(100).packsOf(32)).id());

        assertThat(gauge("tamis.lanes.wanted"))
                .as("four packs of 8, and one of 1")
                .isEqualTo(5);
    }

    @Test
    void aFinalEvaluationWantsAThreadToo() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        train(experiment);
        assertThat(gauge("tamis.lanes.wanted")).isZero();

        finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty());

        assertThat(gauge("tamis.lanes.wanted")).isEqualTo(1);
    }

    @Test
    void trainingCountsPacksTrialsAndSteps() {
        Experiment experiment = submit(aPlan().trials(20).packsOf(8));

        train(experiment);

        assertThat(meters.get("tamis.trial.steps").counter().count()).isEqualTo(20 * EPOCHS * STEPS_PER_EPOCH);
        assertThat(packs("trained")).isEqualTo(3);
        assertThat(packs("broken")).isZero();
        assertThat(meters.get("tamis.pack.trials").summary().totalAmount()).isEqualTo(20);
        assertThat(finished("completed")).isEqualTo(20);
        assertThat(meters.get("tamis.report.duration").timer().count()).isGreaterThanOrEqualTo(3);
        assertThat(gauge("tamis.reports.unwritten")).isZero();
        assertThat(gauge("tamis.worker.threads")).isEqualTo(2);
        assertThat(gauge("tamis.trials.waiting")).isZero();
        assertThat(gauge("tamis.experiments.running")).isZero();
    }

    @Test
    void aPackThatBreaksOffIsCountedApart() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).maxFailedTrials(4));
        trainer.beforeEachEpoch = pack -> {
            if (pack.members().stream().anyMatch(member -> member.number() == 2)) {
                throw new IllegalStateException("native code gave up");
            }
        };

        train(experiment);

        assertThat(packs("trained")).isEqualTo(3);
        assertThat(packs("broken")).isGreaterThan(1);
        assertThat(finished("completed")).isEqualTo(3);
        assertThat(finished("failed")).isEqualTo(1);
    }

    @Test
    void trialsThatACancelEndsAreCountedWhereItIsAskedFor() {
        experiments.cancel(LOCAL, submit(aPlan().trials(5).packsOf(5)).id());

        assertThat(finished("cancelled")).isEqualTo(5);
    }

    @Test
    void whatIsRolledBackIsNotCounted() {
        Experiment experiment = submit(aPlan().trials(5).packsOf(5));

        transactions.executeWithoutResult(transaction -> {
            experiments.cancel(LOCAL, experiment.id());
            entities.flush();
            transaction.setRollbackOnly();
        });

        assertThat(finished("cancelled")).isZero();
    }

    @Test
    void whatAWorkerReportsThatHasLostItsTrialsIsNotCounted() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        AtomicBoolean cancelled = new AtomicBoolean();
        trainer.beforeEachEpoch = pack -> {
            if (!cancelled.getAndSet(true)) {
                experiments.cancel(LOCAL, experiment.id());
            }
        };

        train(experiment);

        assertThat(finished("cancelled")).isEqualTo(4);
        assertThat(finished("completed")).isZero();
    }

    @Test
    void resultsAreUnwrittenUntilTheNextReport() {
        AtomicReference<Double> inBetween = new AtomicReference<>(0.0);
        Experiment experiment = submit(aPlan().trials(4).packsOf(4));
        trainer.beforeEachEpoch = pack -> inBetween.set(gauge("tamis.reports.unwritten"));

        lane(Duration.ofHours(1))
                .take(new LaneTraining.Turn(lanesOf(experiment).get(0), () -> true, () -> {}, () -> false));

        assertThat(inBetween).hasValue(4.0);
        assertThat(gauge("tamis.reports.unwritten")).isZero();
    }

    @Test
    void missedHeartbeatsAndRevivedLanesAreCountedApart() {
        HeartbeatMeters heartbeats = new HeartbeatMeters(meters);

        heartbeats.onSchedulerEvent(SchedulerEventType.FAILED_HEARTBEAT);
        heartbeats.onSchedulerEvent(SchedulerEventType.RAN_UPDATE_HEARTBEATS);
        heartbeats.onSchedulerEvent(SchedulerEventType.DEAD_EXECUTION);
        heartbeats.revived();

        assertThat(meters.get("tamis.heartbeats.missed").counter().count()).isEqualTo(1);
        assertThat(meters.get("tamis.lanes.revived").counter().count()).isEqualTo(1);
    }

    @Test
    void aLineThatIsLoggedInTrainingIsJsonThatNamesExperimentTrialsAndNode() {
        Experiment experiment = submit(aPlan().trials(12).packsOf(8));
        Logger logger = (Logger) LoggerFactory.getLogger("dev.tamis.scheduling");
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        try {
            train(experiment);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }

        StructuredLogEncoder encoder = logstash();
        List<JsonNode> json = lines.list.stream()
                .map(line -> new String(encoder.encode(line), StandardCharsets.UTF_8))
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.get("message").asString().startsWith("Trained a pack"))
                .toList();
        assertThat(json).extracting(line -> line.get("trials").asString()).containsExactly("0-5", "6-11");
        assertThat(json).allSatisfy(line -> {
            assertThat(line.get("experiment").asString())
                    .isEqualTo(experiment.id().toString());
            assertThat(line.get("node").asString()).isEqualTo("test");
        });
    }

    private static StructuredLogEncoder logstash() {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), new MockEnvironment());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("logstash");
        encoder.start();
        return encoder;
    }

    private void train(Experiment experiment) {
        lane(Duration.ofMillis(1))
                .take(new LaneTraining.Turn(lanesOf(experiment).get(0), () -> true, () -> {}, () -> false));
    }

    private LaneTraining lane(Duration reportEvery) {
        WorkerSettings settings = new WorkerSettings(
                true,
                2,
                DataSize.ofGigabytes(2),
                DataSize.ofMegabytes(8),
                0,
                5,
                Duration.ofHours(1),
                reportEvery,
                Duration.ofMinutes(30),
                2);
        return new LaneTraining(
                claims,
                reports,
                worker.counting(trainer, Clock.systemUTC()),
                new Splits(datasets),
                new LaneTraining.Surroundings(
                        "test",
                        settings,
                        reporting,
                        draws,
                        rows,
                        new OpenClaims(claims),
                        new Company(2),
                        Deaths.upTo(2),
                        worker,
                        Clock.systemUTC()));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private long packs(String outcome) {
        return meters.get("tamis.pack.duration").tag("outcome", outcome).timer().count();
    }

    /** By this test: the node counts for all. */
    private double finished(String state) {
        return counted(state) - finishedBefore.get(state);
    }

    private double counted(String state) {
        return ofTheNode
                .get("tamis.trials.finished")
                .tag("state", state)
                .counter()
                .count();
    }

    private OffsetDateTime ago(int seconds) {
        return look.minusSeconds(seconds).atOffset(ZoneOffset.UTC);
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    private List<Claim.Lane> lanesOf(Experiment experiment) {
        return scheduler.getScheduledExecutionsForTask(LaneTask.DESCRIPTOR.getTaskName()).stream()
                .map(execution -> LaneTask.lane(execution.getTaskInstance().getId()))
                .filter(lane -> lane.experimentId().equals(experiment.id()))
                .toList();
    }
}
