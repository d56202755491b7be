package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;

/** What whoever runs an API node sees of it: metrics, health, logs. */
@ApiNodeTest
@Timeout(60)
class OperatingAnApiNodeTest {

    private static final String HEALTH = "/actuator/health";

    @Autowired
    private Api api;

    @Autowired
    private DatabaseSwitch database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tamis_experiments_running",
                "tamis_trials_waiting",
                "tamis_trials_running",
                "tamis_lanes_wanted",
                "tamis_lanes_waiting",
                "tamis_lanes_waiting_age_seconds",
                "tamis_lanes_running",
                "tamis_heartbeats_age_seconds",
                "tamis_trials_finished_total{state=\"completed\"}",
                "tamis_trials_finished_total{state=\"pruned\"}",
                "tamis_trials_finished_total{state=\"failed\"}",
                "tamis_trials_finished_total{state=\"cancelled\"}"
            })
    void theScrapeHas(String metric) throws Exception {
        assertThat(scrape()).containsPattern("(?m)^" + Pattern.quote(metric) + " [0-9]");
    }

    @Test
    void noIdentityOfAnExperimentIsALabel() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        api.reads("/api/v1/experiments/{id}", id);

        assertThat(scrape()).doesNotContain(id.toString());
    }

    @Test
    void theWorkersOwnMetricsAreNotThere() throws Exception {
        assertThat(scrape()).doesNotContain("tamis_worker_threads", "tamis_pack_duration");
    }

    @Test
    void theScrapeHasTheHeadersOfEveryAnswer() throws Exception {
        api.reads("/actuator/prometheus").andExpect(header().string("X-Content-Type-Options", "nosniff"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "loggers", "metrics", "threaddump", "configprops"})
    void nothingElseOfTheActuatorIsServed(String endpoint) throws Exception {
        int status =
                api.reads("/actuator/" + endpoint).andReturn().getResponse().getStatus();
        assertThat(status).isEqualTo(404);
    }

    @Test
    void livenessIsTheProcessAlone() throws Exception {
        api.reads(HEALTH + "/liveness")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("UP"))
                .andExpect(jsonPath("$.components.livenessState.status").value("UP"))
                .andExpect(jsonPath("$.components.restart.status").value("UP"))
                .andExpect(jsonPath("$.components.length()").value(2));
    }

    @Test
    void readinessOfANodeWithoutASchedulerIsItsDatabase() throws Exception {
        api.reads(HEALTH + "/readiness")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.components.readinessState.status").value("UP"))
                .andExpect(jsonPath("$.components.db.status").value("UP"))
                .andExpect(jsonPath("$.components.length()").value(3));
    }

    @Test
    void healthTellsNamesAndNoDetails() throws Exception {
        api.reads(HEALTH)
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("details"))))
                .andExpect(content().string(not(containsString("H2"))));
    }

    @Test
    void aLostDatabaseTakesReadinessAwayButNeitherLivenessNorTheScrape() throws Exception {
        database.whileAway(() -> {
            api.reads(HEALTH + "/readiness")
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.components.db.status").value("DOWN"));
            api.reads(HEALTH + "/liveness").andExpect(status().isOk());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(scrape())
                            .contains("tamis_lanes_waiting NaN", "tamis_trials_waiting NaN")
                            .contains("tamis_trials_finished_total"));
        });
        api.reads(HEALTH + "/readiness").andExpect(status().isOk());
        Awaitility.await().untilAsserted(() -> assertThat(scrape()).doesNotContain("NaN"));
    }

    @Test
    void linesThatARequestCausesNameItsExperiment() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        List<ILoggingEvent> lines = loggedDuring(() -> database.whileAway(
                () -> api.reads("/api/v1/experiments/{id}", id).andExpect(status().is(503))));

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("experiment", id.toString()));
        assertThat(MDC.get("experiment")).as("the thread serves others now").isNull();
    }

    private String scrape() throws Exception {
        return api.reads("/actuator/prometheus")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static List<ILoggingEvent> loggedDuring(DatabaseSwitch.ThrowingAction action) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.tamis.web.problem.Problems");
        // An outage is told once and its consequences are not; here they are what is looked at.
        List<TurboFilter> filters = List.copyOf(logger.getLoggerContext().getTurboFilterList());
        logger.getLoggerContext().resetTurboFilterList();
        // Levels are the process's: another test's node may have asked for less.
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            action.run();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
            filters.forEach(logger.getLoggerContext()::addTurboFilter);
        }
        return lines.list;
    }
}
