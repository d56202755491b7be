package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.LearningSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a restart costs, in another time zone too: nothing that was finished, and nobody's attention. */
class RestartIT {

    private static final int TRIALS = 32;

    /** So many that a kill hits the middle, however fast the machine: half of the trials alone are under way at a time. */
    private static final int EPOCHS = 40;

    /** With it a kill that counted as a death of the trials in training would fail them at once. */
    private static final String FORGIVING_NOTHING = "-Dtamis.worker.deaths-allowed=0";

    @TempDir
    Path home;

    @Test
    void aKilledServiceGoesOnByItselfAndComesToTheSameAnswer() {
        String experiment;
        Map<Integer, String> finishedBefore;
        try (ServiceProcess first = ServiceProcess.startQuickly(inZone("America/New_York"), home)) {
            experiment = first.service().submit(anExperimentOfSeconds());
            first.service().awaitTrialsDone(experiment, 5);
            finishedBefore = finished(first.service(), experiment);
            first.kill();
        }
        assertThat(finishedBefore).hasSizeBetween(5, TRIALS - 1);

        try (ServiceProcess second = ServiceProcess.startQuickly(inZone("UTC"), home)) {
            Service service = second.service();
            JsonNode ended = service.awaitEnd(experiment);

            assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
            assertThat(ended.at("/progress/trials/completed").asInt()).isEqualTo(TRIALS);
            assertThat(finished(service, experiment)).containsAllEntriesOf(finishedBefore);
            String undisturbed = service.submit(anExperimentOfSeconds());
            service.awaitEnd(undisturbed);
            assertThat(service.leaderboard(experiment)).isEqualTo(service.leaderboard(undisturbed));
            assertThat(curveLengths(service, experiment)).containsExactly(EPOCHS);
        }
    }

    /** What learns draws each trial from what others have come to: after a kill, and on one thread, that must be the same. */
    @Test
    void aKilledSearchThatLearnsDrawsTheSameTrialsOnAnyNumberOfThreads() throws IOException {
        Service.Submission submission = lecture()
                .with("model.epochs", 10)
                .with("model.hiddenLayers", 2)
                .with("sampler.type", "LEARNING")
                .with("budget.maxTrials", 24)
                .with("budget.parallelTrials", 4);
        String experiment;
        try (ServiceProcess first = withALearningSampler("2")) {
            experiment = first.service().submit(submission);
            first.service().awaitTrialsDone(experiment, 6);
            first.kill();
        }
        try (ServiceProcess second = withALearningSampler("1")) {
            Service service = second.service();
            assertThat(service.get(experiment).at("/progress/trials/completed").asInt())
                    .isLessThan(24);
            service.awaitEnd(experiment);
            String undisturbed = service.submit(submission);
            service.awaitEnd(undisturbed);

            assertThat(service.get(experiment).at("/progress/trials/completed").asInt())
                    .isEqualTo(24);
            assertThat(service.leaderboard(experiment)).isEqualTo(service.leaderboard(undisturbed));
        }
    }

    private ServiceProcess withALearningSampler(String threads) throws IOException {
        return ServiceProcess.startWithPlugin(
                List.of("-Xmx512m", FORGIVING_NOTHING),
                home,
                Sampler.class,
                LearningSampler.class,
                "--tamis.worker.threads=" + threads);
    }

    @Test
    void aServiceThatIsToldToStopGivesItsTrialsBackWithinTenSeconds() {
        String experiment;
        try (ServiceProcess first = ServiceProcess.startQuickly(inZone("America/New_York"), home)) {
            experiment = first.service().submit(anExperimentOfSeconds().with("model.epochs", 20_000));
            first.service().awaitRunning(experiment);
            first.terminate(Duration.ofSeconds(10));
        }
        try (ServiceProcess second =
                ServiceProcess.startQuickly(List.of("-Xmx512m"), home, "--tamis.worker.enabled=false")) {
            JsonNode trials = second.service().get(experiment).at("/progress/trials");
            assertThat(trials.get("waiting").asInt()).isEqualTo(TRIALS);
            assertThat(trials.get("running").asInt()).isZero();
            assertThat(second.service().metrics())
                    .as("due now, not when this time comes to another zone")
                    .contains("\ntamis_lanes_asleep 0.0", "\ntamis_lanes_waiting ")
                    .doesNotContain("\ntamis_lanes_waiting 0.0", "\ntamis_lanes_waiting NaN");
        }
    }

    private static List<String> inZone(String zone) {
        return List.of("-Xmx512m", "-Duser.timezone=" + zone, FORGIVING_NOTHING);
    }

    private static Service.Submission anExperimentOfSeconds() {
        return lecture()
                .with("model.epochs", EPOCHS)
                .with("model.hiddenLayers", 3)
                .with("budget.maxTrials", TRIALS)
                .with("budget.parallelTrials", TRIALS / 2);
    }

    /** When each finished trial finished, and in which attempt: what running it again would change. */
    private static Map<Integer, String> finished(Service service, String experiment) {
        Map<Integer, String> finished = new LinkedHashMap<>();
        service.get(experiment + "/trials?state=COMPLETED&size=1000")
                .get("content")
                .forEach(trial -> finished.put(
                        trial.get("number").asInt(),
                        trial.get("finishedAt").asString() + " in attempt "
                                + trial.get("attempt").asInt()));
        return finished;
    }

    private static Set<Integer> curveLengths(Service service, String experiment) {
        Set<Integer> lengths = new TreeSet<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            lengths.add(service.get(experiment + "/trials/" + trial + "/curve")
                    .get("measurements")
                    .size());
        }
        return lengths;
    }
}
