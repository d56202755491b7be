package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /**
     * What learns draws each trial from what others have come to, and here from an earlier experiment's too: after a kill, and on one
     * thread, that must be the same.
     */
    @Test
    void aKilledSearchThatLearnsDrawsTheSameTrialsOnAnyNumberOfThreads() {
        String experiment;
        Service.Submission submission;
        try (ServiceProcess first = withThreads(2)) {
            Service service = first.service();
            String earlier =
                    service.submit(conditional().with("sampler.type", "SOBOL").with("budget.maxTrials", 12));
            service.awaitEnd(earlier);
            submission = conditional()
                    .with("sampler.type", "GP")
                    .with("sampler.startupTrials", 4)
                    .with("points", List.of(Map.of("optimizer", "SGD", "learningRate", 0.01)))
                    .with("warmStart.experiments", List.of(earlier.substring(earlier.lastIndexOf('/') + 1)))
                    .with("warmStart.mode", "PRIOR")
                    .with("budget.maxTrials", 24)
                    .with("budget.parallelTrials", 4);
            experiment = service.submit(submission);
            service.awaitTrialsDone(experiment, 6);
            first.kill();
        }
        try (ServiceProcess second = withThreads(1)) {
            Service service = second.service();
            assertThat(service.get(experiment).at("/progress/trials/completed").asInt())
                    .isLessThan(24);
            service.awaitEnd(experiment);
            String undisturbed = service.submit(submission);
            service.awaitEnd(undisturbed);

            assertThat(service.get(experiment).at("/progress/trials/completed").asInt())
                    .isEqualTo(24);
            assertThat(service.get(experiment + "/trials/0")
                            .at("/parameters/learningRate")
                            .asDouble())
                    .isEqualTo(0.01);
            assertThat(service.leaderboard(experiment))
                    .contains("momentum")
                    .isEqualTo(service.leaderboard(undisturbed));
        }
    }

    /** The best are being trained again when it is killed: the same of them, by the same seeds, whatever had ended. */
    @Test
    void aKilledConfirmationComesToTheSameMeans() {
        Service.Submission submission = lecture()
                .small()
                .with("model.epochs", 1_000)
                .with("budget.maxTrials", 6)
                .with("budget.parallelTrials", 3)
                .with("confirm.top", 3)
                .with("confirm.repeats", 3);
        String experiment;
        try (ServiceProcess first = withThreads(2)) {
            Service service = first.service();
            experiment = service.submit(submission);
            service.await(() ->
                    service.get(experiment).at("/progress/confirmation/ended").asInt() > 0);
            first.kill();
        }
        try (ServiceProcess second = withThreads(1)) {
            Service service = second.service();
            assertThat(service.get(experiment).get("state").asString()).isEqualTo("RUNNING");
            JsonNode ended = service.awaitEnd(experiment);
            String undisturbed = service.submit(submission);
            service.awaitEnd(undisturbed);

            assertThat(ended.at("/progress/confirmation/ended").asInt()).isEqualTo(9);
            assertThat(service.leaderboard(experiment))
                    .contains("standardDeviation")
                    .isEqualTo(service.leaderboard(undisturbed));
        }
    }

    /** What is drawn depends on all objectives and on the constraint, which some of these networks break. */
    @Test
    void aKilledSearchForSeveralThingsDrawsTheSameTrialsOnAnyNumberOfThreads() {
        Service.Submission submission = lecture()
                .with("model", Map.of("hiddenLayers", 1, "epochs", 10))
                .with(
                        "searchSpace",
                        Map.of(
                                "learningRate", Map.of("type", "float", "low", 1e-3, "high", 1, "scale", "log"),
                                "hiddenUnits", Map.of("type", "int", "low", 10, "high", 200, "scale", "log")))
                .with("objectives", List.of(Map.of("metric", "validationAccuracy"), Map.of("metric", "parameters")))
                .with("constraints", List.of(Map.of("metric", "parameters", "atMost", 40_000)))
                .with("sampler.type", "GP")
                .with("sampler.startupTrials", 6)
                .with("budget.maxTrials", 24)
                .with("budget.parallelTrials", 4);
        String experiment;
        try (ServiceProcess first = withThreads(2)) {
            experiment = first.service().submit(submission);
            first.service().awaitTrialsDone(experiment, 8);
            first.kill();
        }
        try (ServiceProcess second = withThreads(1)) {
            Service service = second.service();
            service.awaitEnd(experiment);
            String undisturbed = service.submit(submission);
            service.awaitEnd(undisturbed);

            assertThat(service.get(experiment).at("/progress/trials/completed").asInt())
                    .isEqualTo(24);
            assertThat(service.leaderboard(experiment))
                    .contains("\"front\":0", "\"brokenConstraints\":[{\"metric\":\"parameters\"")
                    .isEqualTo(service.leaderboard(undisturbed));
            JsonNode best = service.get(experiment + "/leaderboard").at("/entries/0");
            assertThat(best.at("/objectiveValues/1").asDouble()).isLessThanOrEqualTo(40_000);
            assertThat(service.get(experiment).at("/progress/bestTrial").asInt())
                    .isEqualTo(best.get("trialNumber").asInt());
        }
    }

    /** Whom a pruner stops depends on nobody's speed; a pack of three threads is another one than that of one. */
    @Test
    void aKilledSearchStopsTheSameTrialsOnAnyNumberOfThreads() {
        List<Service.Submission> submissions = Stream.of(
                        Map.of("type", "SUCCESSIVE_HALVING", "min", 2),
                        Map.of("type", "FIRST_EPOCHS", "epochs", 2, "keep", 5))
                .map(pruner -> lecture()
                        .with("model", Map.of("hiddenLayers", 3, "hiddenUnits", 100, "epochs", EPOCHS))
                        .with("pruner", pruner)
                        .with("budget.maxTrials", 60)
                        .with("budget.parallelTrials", 9))
                .toList();
        List<String> killed = new ArrayList<>();
        try (ServiceProcess first = withThreads(3)) {
            submissions.stream().map(first.service()::submit).forEach(killed::add);
            first.service().await(() -> ended(first.service(), killed.get(0)) >= 12);
            assertThat(ended(first.service(), killed.get(0))).isLessThan(60);
            first.kill();
        }
        try (ServiceProcess second = withThreads(1)) {
            Service service = second.service();
            for (int i = 0; i < submissions.size(); i++) {
                service.awaitEnd(killed.get(i));
                String undisturbed = service.submit(submissions.get(i));
                service.awaitEnd(undisturbed);
                assertThat(ends(service, killed.get(i)))
                        .hasSize(60)
                        .anyMatch(each -> each.startsWith("COMPLETED"))
                        .anyMatch(each -> each.startsWith("PRUNED"))
                        .isEqualTo(ends(service, undisturbed));
            }
        }
    }

    private static int ended(Service service, String experiment) {
        JsonNode trials = service.get(experiment).at("/progress/trials");
        return trials.get("completed").asInt() + trials.get("pruned").asInt();
    }

    /** All that trials came to, in the order of their numbers. */
    private static List<String> ends(Service service, String experiment) {
        List<String> ends = new ArrayList<>();
        service.get(experiment + "/trials?size=1000&sort=number")
                .get("content")
                .forEach(trial -> ends.add(trial.get("state").asString() + " after " + trial.get("epochsDone")
                        + trial.get("reason") + trial.get("metrics") + trial.get("bestEpoch")));
        return ends;
    }

    /** Two optimizers, of which one has a momentum. */
    private static Service.Submission conditional() {
        return lecture()
                .with("model", Map.of("hiddenLayers", 2, "hiddenUnits", 100, "epochs", 10))
                .with(
                        "searchSpace",
                        Map.of(
                                "optimizer", Map.of("type", "categorical", "choices", List.of("SGD", "MOMENTUM")),
                                "learningRate", Map.of("type", "float", "low", 1e-4, "high", 1, "scale", "log"),
                                "momentum",
                                        Map.of(
                                                "type",
                                                "float",
                                                "low",
                                                0.5,
                                                "high",
                                                0.99,
                                                "when",
                                                Map.of("optimizer", List.of("MOMENTUM")))));
    }

    private ServiceProcess withThreads(int threads) {
        return ServiceProcess.startQuickly(
                List.of("-Xmx512m", FORGIVING_NOTHING), home, "--tamis.worker.threads=" + threads);
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
