package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.Tamis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** From the HTTP request to the answer, with the real trainer on real MNIST and a database in a file. */
@SpringBootTest(classes = Tamis.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class MainJobIT {

    @TempDir
    static Path home;

    @LocalServerPort
    private int port;

    private Service service;

    @DynamicPropertySource
    static void fileDatabase(DynamicPropertyRegistry registry) {
        registry.add("tamis.home", () -> home.toString());
    }

    @BeforeEach
    void connect() {
        service = new Service(port);
    }

    @Test
    void theLecturesExperimentFindsTheUpperDecadeOfLearningRates() {
        String experiment = service.submit(lecture());

        JsonNode ended = service.awaitEnd(experiment);

        assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(ended.at("/progress/trials/completed").asInt()).isEqualTo(100);
        JsonNode best = service.get(experiment + "/leaderboard?top=20").at("/entries/0");
        assertThat(best.get("validationAccuracy").asDouble()).isGreaterThanOrEqualTo(0.75);
        double bestRate = best.at("/parameters/learningRate").asDouble();
        assertThat(bestRate).isBetween(1e-3, 1e-2);
        JsonNode suggestions = service.get(experiment + "/range-suggestions");
        JsonNode rate = suggestions.at("/suggestions/0");
        assertThat(rate.get("parameter").asString()).isEqualTo("learningRate");
        assertThat(rate.get("verdict").asString()).isIn("NARROW", "SHIFT");
        assertThat(rate.at("/suggested/low").asDouble()).isBetween(1e-5, bestRate);
        assertThat(rate.at("/suggested/high").asDouble()).isGreaterThanOrEqualTo(bestRate);
        assertThat(service.get(experiment + "/trials/" + best.get("trialNumber").asInt() + "/curve")
                        .get("measurements"))
                .hasSize(50);
    }

    @Tag("long")
    @Test
    void threeRoundsOfFortyRaiseTheMedianByTenPointsAtLeast() {
        String experiment = service.submit(
                lecture().with("budget.maxTrials", 120).with("rounds.count", 3).with("rounds.mode", "AUTO"));

        JsonNode ended = service.awaitEnd(experiment);

        assertThat(ended.at("/progress/trials/completed").asInt()
                        + ended.at("/progress/trials/failed").asInt())
                .isEqualTo(120);
        JsonNode rounds = service.get(experiment + "/rounds").get("content");
        assertThat(rounds).hasSize(3);
        assertThat(rounds).allMatch(round -> round.get("trials").asInt() == 40);
        assertThat(medianOf(experiment, 3)).isGreaterThanOrEqualTo(medianOf(experiment, 1) + 0.10);
    }

    @Test
    void oneSeedHasOneAnswerAtAnyParallelismAndAnotherSeedAnother() {
        List<String> leaderboards = new ArrayList<>();
        for (int parallel : new int[] {1, 16, 3}) {
            String experiment = service.submit(lecture()
                    .small()
                    .with("model.dropout", 0.1)
                    .with("budget.maxTrials", 20)
                    .with("budget.parallelTrials", parallel));
            service.awaitEnd(experiment);
            leaderboards.add(service.leaderboard(experiment));
        }
        String other =
                service.submit(lecture().small().with("budget.maxTrials", 20).with("sampler.seed", 43));
        service.awaitEnd(other);

        assertThat(leaderboards.get(0)).contains("\"rank\":20");
        assertThat(leaderboards).containsOnly(leaderboards.get(0));
        assertThat(service.leaderboard(other)).isNotEqualTo(leaderboards.get(0));
    }

    @Test
    void everyHyperparameterCanBeSearchedAtOnce() {
        String experiment = service.submit(lecture()
                .small()
                .with("model", Map.of("beta1", 0.9, "beta2", 0.99, "epsilon", 1e-7, "epochs", 2))
                .with("searchSpace.optimizer", choices("SGD", "MOMENTUM", "ADAGRAD", "ADAM"))
                .with("searchSpace.initializer", choices("ZERO", "NORMAL", "XAVIER", "HE"))
                .with("searchSpace.activation", choices("RELU", "SIGMOID", "TANH"))
                .with("searchSpace.batchNorm", choices(true, false))
                .with("searchSpace.batchSize", choices(20, 50))
                .with("searchSpace.hiddenLayers", Map.of("type", "int", "low", 0, "high", 3))
                .with("searchSpace.hiddenUnits", Map.of("type", "int", "low", 10, "high", 40, "step", 10))
                .with("searchSpace.dropout", Map.of("type", "float", "low", 0, "high", 0.5, "step", 0.1))
                .with("searchSpace.momentum", Map.of("type", "float", "low", 0.5, "high", 0.95))
                .with("searchSpace.initializerStd", Map.of("type", "float", "low", 1e-3, "high", 1, "scale", "log"))
                .with("budget.maxTrials", 60));

        JsonNode ended = service.awaitEnd(experiment);

        assertThat(ended.at("/progress/trials/completed").asInt()).isEqualTo(60);
        assertThat(service.get(experiment + "/leaderboard").at("/entries/0/parameters"))
                .hasSize(12);
    }

    @Test
    void divergingTrialsFailWithReasonAndEpochWithoutEndingTheExperiment() {
        String experiment = service.submit(divergingHalf().with("budget.maxFailedTrials", 30));

        JsonNode ended = service.awaitEnd(experiment);

        assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(ended.at("/progress/trials/completed").asInt()).isPositive();
        JsonNode failed = service.get(experiment + "/trials?state=FAILED").get("content");
        assertThat(failed).isNotEmpty();
        assertThat(failed)
                .allSatisfy(trial -> assertThat(trial.get("reason").asString())
                        .matches("(training|validation) loss became (NaN|infinite) in epoch [1-6]"));
    }

    @Test
    void tooManyFailuresEndTheExperiment() {
        String experiment = service.submit(divergingHalf().with("budget.maxFailedTrials", 2));

        JsonNode ended = service.awaitEnd(experiment);

        assertThat(ended.get("state").asString()).isEqualTo("FAILED");
        assertThat(ended.get("reason").asString()).contains("maxFailedTrials is 2");
        assertThat(ended.at("/progress/trials/waiting").asInt()).isZero();
        assertThat(ended.at("/progress/trials/running").asInt()).isZero();
    }

    @Test
    void aPausedExperimentStandsStillAndGoesOnToTheSameAnswer() {
        Service.Submission submission =
                lecture().small().with("model.epochs", 60).with("budget.maxTrials", 40);
        String undisturbed = service.submit(submission);
        service.awaitEnd(undisturbed);
        String experiment = service.submit(submission);
        service.awaitTrialsDone(experiment, 1);

        assertThat(service.send("POST", experiment + "/pause", "").statusCode()).isEqualTo(202);
        JsonNode paused = service.get(experiment);
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/progress/trials/running").asInt()).isZero();
        assertThat(service.send("POST", experiment + "/pause", "").statusCode()).isEqualTo(409);
        assertThat(service.send("POST", experiment + "/resume", "").statusCode())
                .isEqualTo(202);

        service.awaitEnd(experiment);
        assertThat(service.leaderboard(experiment)).isEqualTo(service.leaderboard(undisturbed));
    }

    @Test
    void aDeletedExperimentIsGoneWhileItTrains() {
        String experiment = service.submit(lecture().small().with("model.epochs", 500));

        assertThat(service.send("DELETE", experiment, null).statusCode()).isEqualTo(204);

        assertThat(service.send("GET", experiment, null).statusCode()).isEqualTo(404);
    }

    private double medianOf(String experiment, int round) {
        List<Double> accuracies = new ArrayList<>();
        service.get(experiment + "/leaderboard?top=1000&round=" + round)
                .get("entries")
                .forEach(entry -> accuracies.add(entry.get("validationAccuracy").asDouble()));
        return accuracies.get(accuracies.size() / 2);
    }

    private static Service.Submission divergingHalf() {
        return lecture()
                .small()
                .with("budget.maxTrials", 30)
                .with("searchSpace.learningRate", Map.of("type", "float", "low", 1e-2, "high", 1e30, "scale", "log"));
    }

    private static Map<String, Object> choices(Object... choices) {
        return Map.of("type", "categorical", "choices", List.of(choices));
    }
}
