package dev.tamis.scheduling;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.tamis.Tamis;
import dev.tamis.experiment.Experiments;
import dev.tamis.web.DatabaseSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What whoever runs a node that only trains sees of it, with actuator on a port of its own, as in Kubernetes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class OperatingAWorkerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext node;
    private String actuator;
    private String main;

    static class Parts {

        @Bean
        @Primary
        FakeTrainer fakeTrainer() {
            return new FakeTrainer();
        }

        @Bean
        static DatabaseSwitch databaseSwitch() {
            return new DatabaseSwitch();
        }
    }

    @BeforeAll
    void start() {
        node = startNode("worker");
        main = "http://localhost:" + node.getEnvironment().getProperty("local.server.port");
        actuator = actuatorOf(node);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void theScrapeTellsWhatTheWorkerDid() {
        node.getBean(Experiments.class)
                .submit(LOCAL, PRIVATE, aPlan().trials(20).packsOf(8).build(), Optional.empty());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get(actuator + "/prometheus").body())
                        .contains("tamis_trials_finished_total{state=\"completed\"} 20.0")
                        .contains("tamis_trial_steps_total 160.0")
                        .contains("tamis_pack_trials_sum 20.0")
                        .contains("tamis_pack_duration_seconds_bucket{outcome=\"trained\",le=\"+Inf\"}")
                        .contains("tamis_report_duration_seconds_count")
                        .contains("tamis_reports_unwritten 0.0")
                        .contains("tamis_heartbeats_missed_total 0.0")
                        .contains("tamis_lanes_revived_total 0.0")
                        .contains("tamis_lanes_failed_total")
                        .contains("tamis_worker_threads 2.0")
                        .contains("tamis_trials_waiting 0.0")
                        .contains("tamis_lanes_waiting 0.0"));
    }

    @Test
    void aNodeTellsWhichBuildItRuns() {
        JsonNode build =
                JsonMapper.shared().readTree(get(actuator + "/info").body()).get("build");

        assertThat(build.get("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(build.get("commit").asString()).matches(Files.exists(Path.of(".git")) ? "[0-9a-f]{40}" : "unknown");
        assertThat(Instant.parse(build.get("time").asString())).isBefore(Instant.now());
        assertThat(get(actuator + "/prometheus").body())
                .contains("tamis_build_info{commit=\"" + build.get("commit").asString() + "\",version=\""
                        + build.get("version").asString() + "\"} 1");
    }

    @Test
    void theDocumentationNamesEveryMetricAndNoOther() throws IOException {
        Set<String> scraped = metricsIn(get(actuator + "/prometheus").body());

        assertThat(scraped).hasSizeGreaterThan(10);
        assertThat(metricsIn(Files.readString(Path.of("src/site/markdown/operate.md"))))
                .isEqualTo(scraped);
    }

    private static Set<String> metricsIn(String text) {
        return Pattern.compile("\\btamis_[a-z_]+")
                .matcher(text)
                .results()
                .map(name -> name.group().replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theMainPortHasNothing() {
        assertThat(get(main + "/api/v1/experiments").statusCode()).isEqualTo(404);
        assertThat(get(main + "/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    @Test
    void readinessIncludesDatabaseAndScheduler() {
        JsonNode readiness =
                JsonMapper.shared().readTree(get(actuator + "/health/readiness").body());

        assertThat(readiness.at("/status").asString()).isEqualTo("UP");
        assertThat(readiness.at("/components").propertyNames())
                .containsExactlyInAnyOrder("readinessState", "db", "dbScheduler", "storage");
    }

    @Test
    void aLostDatabaseTakesReadinessAwayButNeitherLivenessNorTheScrape() throws Exception {
        node.getBean(DatabaseSwitch.class).whileAway(() -> {
            assertThat(get(actuator + "/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(actuator + "/health/liveness").statusCode()).isEqualTo(200);
            await().untilAsserted(() -> {
                HttpResponse<String> scrape = get(actuator + "/prometheus");
                assertThat(scrape.statusCode()).isEqualTo(200);
                assertThat(scrape.body()).contains("tamis_lanes_waiting NaN").contains("tamis_worker_threads 2.0");
            });
        });
        assertThat(get(actuator + "/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void aLaneOfASilentNodeIsRevivedAndCounted() {
        try (ConfigurableApplicationContext alone = startNode("reviving", "--db-scheduler.heartbeat-interval=1s")) {
            alone.getBean(JdbcTemplate.class).update("""
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                                last_heartbeat, version)
                            values ('train-lane', ?, ?, true, 'a node that is gone', ?, 1)""", UUID.randomUUID() + "/1/0", anHourAgo(), anHourAgo());

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    get(actuatorOf(alone) + "/prometheus").body())
                            .contains("tamis_lanes_revived_total 1.0")
                            .contains("tamis_heartbeats_missed_total 0.0"));
        }
    }

    @Test
    void heartbeatsThatCannotBeWrittenAreCounted() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ConfigurableApplicationContext alone = startNode("missing", "--db-scheduler.heartbeat-interval=1s")) {
            trainsUntil(ended, alone);

            alone.getBean(DatabaseSwitch.class)
                    .whileAway(() -> await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(get(actuatorOf(alone) + "/prometheus")
                                            .body())
                                    .containsPattern("tamis_heartbeats_missed_total [1-9]")));
            ended.countDown();
        }
    }

    /** First of all steps of a shutdown, so that nothing is sent to a node that is about to go. */
    @Test
    void shutdownTakesReadinessAwayFirst() {
        ConfigurableApplicationContext leaving = startNode("leaving");
        List<ReadinessState> whenTheContextCloses = new ArrayList<>();
        leaving.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> whenTheContextCloses.add(
                leaving.getBean(ApplicationAvailability.class).getReadinessState()));
        assertThat(leaving.getBean(ApplicationAvailability.class).getReadinessState())
                .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);

        leaving.close();

        assertThat(whenTheContextCloses).isNotEmpty().containsOnly(ReadinessState.REFUSING_TRAFFIC);
    }

    /** A worker that finishes its epochs answers probes meanwhile, and they say that it takes no more. */
    @Test
    void aSchedulerThatStopsIsOutOfService() throws Exception {
        ConfigurableApplicationContext leaving = startNode("stopping");
        CountDownLatch asked = new CountDownLatch(1);
        trainsUntil(asked, leaving);
        Thread stopping = new Thread(() -> leaving.getBean(Scheduler.class).stop());
        stopping.start();

        try {
            await().untilAsserted(() -> {
                HttpResponse<String> readiness = get(actuatorOf(leaving) + "/health/readiness");
                assertThat(readiness.statusCode()).isEqualTo(503);
                assertThat(JsonMapper.shared()
                                .readTree(readiness.body())
                                .at("/components/dbScheduler/status")
                                .asString())
                        .isEqualTo("OUT_OF_SERVICE");
            });
            assertThat(get(actuatorOf(leaving) + "/health/liveness").statusCode())
                    .isEqualTo(200);
        } finally {
            asked.countDown();
            stopping.join();
            leaving.close();
        }
    }

    /** Leaves the node with a lane in the middle of an epoch. */
    private static void trainsUntil(CountDownLatch latch, ConfigurableApplicationContext node)
            throws InterruptedException {
        CountDownLatch inEpoch = new CountDownLatch(1);
        node.getBean(FakeTrainer.class).beforeEachEpoch = pack -> {
            inEpoch.countDown();
            awaitQuietly(latch);
        };
        node.getBean(Experiments.class).submit(LOCAL, PRIVATE, aPlan().trials(1).build(), Optional.empty());
        assertThat(inEpoch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static OffsetDateTime anHourAgo() {
        return Instant.now().minusSeconds(3600).atOffset(ZoneOffset.UTC);
    }

    private static String actuatorOf(ConfigurableApplicationContext node) {
        return "http://localhost:" + node.getEnvironment().getProperty("local.management.port") + "/actuator";
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConfigurableApplicationContext startNode(String database, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--tamis.api.enabled=false",
                "--tamis.worker.threads=2",
                "--tamis.worker.pack-width=8",
                "--spring.datasource.url=jdbc:h2:mem:" + database + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        arguments.addAll(List.of(options));
        return new SpringApplicationBuilder(Tamis.class, Parts.class).run(arguments.toArray(String[]::new));
    }

    private HttpResponse<String> get(String address) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
