package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.Tamis;
import dev.tamis.web.HttpFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the lecture says, each statement by the request file that shows it, with the real trainer on fewer images and smaller
 * networks. With each build for one seed; {@code ./mvnw -Pbenchmark verify -Dit.test=LectureIT -Dtamis.lecture.seeds=5}, some ten
 * minutes, shows that it was not the seed.
 */
@SpringBootTest(classes = Tamis.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class LectureIT {

    /** The loss of guessing among ten classes. */
    private static final double GUESSING = Math.log(10);

    private static final int LAST = 4;

    @TempDir
    static Path home;

    @LocalServerPort
    private int port;

    private Service service;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("tamis.lecture.seeds", 1));
    }

    @DynamicPropertySource
    static void fileDatabase(DynamicPropertyRegistry registry) {
        registry.add("tamis.home", () -> home.toString());
    }

    @BeforeEach
    void connect() {
        service = new Service(port);
    }

    @Test
    void sgdZigzagsWhereMomentumRollsPastAndAdaGradGoesNearlyStraight() throws IOException {
        List<JsonNode> paths = new ArrayList<>();
        for (HttpFile.Request request : requests("01-optimizer-paths")) {
            paths.add(answer(request.address(), request.body()));
        }
        JsonNode sgd = paths.get(0);
        JsonNode momentum = paths.get(1);
        JsonNode adaGrad = paths.get(2);
        JsonNode adam = paths.get(3);

        assertThat(turns(sgd)).isGreaterThanOrEqualTo(25);
        assertThat(turns(momentum)).isLessThan(turns(sgd) / 2);
        assertThat(coordinates(momentum, 0).stream().mapToDouble(x -> x).max().orElseThrow())
                .isPositive();
        assertThat(length(adaGrad)).isLessThan(0.75 * length(sgd)).isLessThan(0.75 * length(momentum));
        assertThat(deepest(adam)).isGreaterThan(deepest(momentum) + 0.2);
        for (JsonNode each : paths) {
            assertThat(each.at("/values/30").asDouble())
                    .isLessThan(0.1 * each.at("/values/0").asDouble());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void activationsPileUpClusterSpreadDieShrinkOrStayAsTheirInitialisationHasIt(long seed) throws IOException {
        List<JsonNode> layers = new ArrayList<>();
        for (HttpFile.Request request : requests("02-activation-distributions")) {
            layers.add(answer(request.address(), request.body().replace("\"seed\": 1", "\"seed\": " + seed))
                    .get("layers"));
        }
        JsonNode large = layers.get(0);
        JsonNode small = layers.get(1);
        JsonNode xavier = layers.get(2);

        assertThat(saturated(large, LAST)).isGreaterThan(0.5);
        assertThat(counts(large, 0)).isGreaterThan(5 * counts(large, 15));
        assertThat(counts(large, 29)).isGreaterThan(5 * counts(large, 15));
        assertThat(small.get(LAST).get("mean").asDouble()).isCloseTo(0.5, within(0.02));
        assertThat(std(small, LAST)).isLessThan(0.03);
        assertThat(std(xavier, LAST)).isGreaterThan(4 * std(small, LAST));
        assertThat(saturated(xavier, LAST)).isLessThan(0.05);
        JsonNode dying = layers.get(3);
        JsonNode shrinking = layers.get(4);
        JsonNode level = layers.get(5);
        assertThat(std(dying, LAST)).isLessThan(0.01 * std(dying, 0));
        assertThat(std(shrinking, LAST)).isLessThan(0.6 * std(shrinking, 0)).isGreaterThan(0.02 * std(shrinking, 0));
        assertThat(std(level, LAST)).isBetween(0.6 * std(level, 0), 1.7 * std(level, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void momentumAdaGradAndAdamReachALowerLossThanSgdInTheSameIterations(long seed) throws IOException {
        String experiment = end(smallImages("03-optimizers-on-mnist", seed).with("model.hiddenUnits", 50));

        double sgd = lateLoss(experiment, 0);
        assertThat(lateLoss(experiment, 2)).isLessThan(0.75 * sgd);
        assertThat(lateLoss(experiment, 4)).isLessThan(0.75 * sgd);
        assertThat(lateLoss(experiment, 7)).isLessThan(0.75 * sgd);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void smallWeightsStayAtGuessingWhereXavierAndHeLearn(long seed) throws IOException {
        String experiment = end(smallImages("04-initialisation-on-mnist", seed).with("model.epochs", 10));

        assertThat(lateLoss(experiment, 0)).isCloseTo(GUESSING, within(0.05));
        assertThat(lateLoss(experiment, 1)).isLessThan(GUESSING - 0.8);
        assertThat(lateLoss(experiment, 2)).isLessThan(GUESSING - 0.8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void batchNormLearnsFromNearlyAllInitialWeightsWhereMostFailWithout(long seed) throws IOException {
        String experiment = end(submission("05-batch-norm", seed)
                .with("dataset.validationSize", 100)
                .with("model.hiddenUnits", 50));

        List<JsonNode> trials = trials(experiment, "");
        assertThat(trials).hasSize(32);
        assertThat(learned(trials.subList(0, 16))).isGreaterThanOrEqualTo(13);
        assertThat(learned(trials.subList(16, 32))).isBetween(1L, 6L);
    }

    /** One trial's gap says little (it moves by 0.05 with the initial weights alone): the means of three of each kind do. */
    @Tag("long")
    @ParameterizedTest
    @MethodSource("seeds")
    void fewImagesAreLearntByHeartAndWeightDecayAndDropoutCloseTheGap(long seed) throws IOException {
        // SGD has no momentum: its values repeat each trial with other initial weights.
        List<JsonNode> trials = trials(
                end(submission("06-overfitting", seed)
                        .with("dataset.validationSize", 1000)
                        .with(
                                "searchSpace.momentum",
                                Map.of("type", "categorical", "choices", List.of(0.7, 0.8, 0.9)))),
                "");
        List<JsonNode> without = with(trials, 0, 0);
        List<JsonNode> dropout = with(trials, 0, 0.2);
        List<JsonNode> decay = with(trials, 0.1, 0);

        assertThat(without).hasSize(3).allSatisfy(trial -> {
            assertThat(accuracy(trial)).isGreaterThan(0.98);
            assertThat(gap(trial)).isGreaterThan(0.1);
        });
        assertThat(List.of(dropout, decay)).allSatisfy(remedy -> {
            assertThat(mean(remedy, LectureIT::accuracy)).isLessThan(0.97);
            assertThat(mean(remedy, LectureIT::gap)).isLessThan(mean(without, LectureIT::gap) - 0.01);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSecondRoundOverTheSuggestedRangesIsBetterByFarInTheMiddle(long seed) throws IOException {
        String experiment =
                service.submit(submission("07-hpo-in-two-rounds", seed).with("budget.maxTrials", 80));
        service.awaitApproval(experiment);
        assertThat(service.send("POST", experiment + "/rounds", "{}").statusCode())
                .isEqualTo(201);
        service.awaitEnd(experiment);

        assertThat(median(trials(experiment, "&round=2"))).isGreaterThan(median(trials(experiment, "&round=1")) + 0.1);
    }

    @Test
    void testDataAreScoredOnceForTheWinnerWithAnInterval() throws IOException {
        String experiment =
                end(submission("08-test-data-once", 1).with("model.epochs", 10).with("budget.maxTrials", 8));
        String evaluation = experiment + "/final-evaluation";
        assertThat(service.send("GET", evaluation, null).statusCode()).isEqualTo(404);
        assertThat(service.send("POST", evaluation, null).statusCode()).isEqualTo(202);
        service.await(() -> !service.get(evaluation).get("state").asString().equals("WAITING"));

        JsonNode first = service.get(evaluation);
        assertThat(first.get("testSize").asInt()).isEqualTo(10_000);
        double accuracy = first.get("testAccuracy").asDouble();
        double low = first.at("/testAccuracyInterval/low").asDouble();
        double high = first.at("/testAccuracyInterval/high").asDouble();
        // A sample's proportion of 10,000 has a standard error of at most 0.005.
        assertThat(accuracy).isBetween(low, high);
        assertThat(high - low).isBetween(0.25 * 0.0196, 1.01 * 0.0196);
        HttpResponse<String> again = service.send("POST", evaluation, null);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(new JsonMapper().readTree(again.body())).isEqualTo(first);
    }

    @Test
    void aGridsSizeIsKnownAtSubmissionAndEveryPointIsTrainedOnce() throws IOException {
        String experiment = service.submit(submission("09-grids", 1));
        assertThat(service.get(experiment).at("/budget/maxTrials").asInt()).isEqualTo(4 * 3 * 3 * 2);

        service.awaitEnd(experiment);

        assertThat(trials(experiment, "").stream()
                        .map(trial -> trial.get("parameters"))
                        .distinct())
                .hasSize(72);
    }

    /** Full MNIST cut down to what trains in a second or two. */
    private static Service.Submission smallImages(String file, long seed) throws IOException {
        return submission(file, seed)
                .with("dataset.trainSize", 3000)
                .with("dataset.validationSize", 100)
                .with("model.batchSize", 50)
                .with("model.epochs", 5);
    }

    private static Service.Submission submission(String file, long seed) throws IOException {
        return Service.submission(requests(file).get(0).body()).with("sampler.seed", seed);
    }

    private static List<HttpFile.Request> requests(String file) throws IOException {
        return HttpFile.read(Path.of("http", file + ".http")).requests();
    }

    private JsonNode answer(String address, String body) {
        HttpResponse<String> answer = service.send("POST", address.replace("{{host}}/api/v1", ""), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private String end(Service.Submission submission) {
        String experiment = service.submit(submission);
        service.awaitEnd(experiment);
        return experiment;
    }

    private List<JsonNode> trials(String experiment, String filter) {
        List<JsonNode> trials = new ArrayList<>();
        service.get(experiment + "/trials?sort=number,asc&size=1000" + filter)
                .get("content")
                .forEach(trials::add);
        return trials;
    }

    /** Mean training loss of the last epoch's 60 iterations. */
    private double lateLoss(String experiment, int trial) {
        JsonNode losses =
                service.get(experiment + "/trials/" + trial + "/iterations").get("losses");
        int done = losses.size();
        assertThat(done).isGreaterThanOrEqualTo(300);
        return IntStream.range(done - 60, done)
                .mapToDouble(i -> losses.get(i).asDouble())
                .average()
                .orElseThrow();
    }

    private static long learned(List<JsonNode> trials) {
        return trials.stream()
                .filter(trial -> trial.get("state").asString().equals("COMPLETED") && accuracy(trial) > 0.25)
                .count();
    }

    private static List<JsonNode> with(List<JsonNode> trials, double weightDecay, double dropout) {
        return trials.stream()
                .filter(trial -> trial.at("/parameters/weightDecay").asDouble() == weightDecay
                        && trial.at("/parameters/dropout").asDouble() == dropout)
                .toList();
    }

    private static double mean(List<JsonNode> trials, ToDoubleFunction<JsonNode> metric) {
        return trials.stream().mapToDouble(metric).average().orElseThrow();
    }

    private static double accuracy(JsonNode trial) {
        return trial.get("trainAccuracy").asDouble();
    }

    private static double gap(JsonNode trial) {
        return trial.get("generalizationGap").asDouble();
    }

    private static double median(List<JsonNode> trials) {
        double[] sorted = trials.stream()
                .mapToDouble(trial -> trial.get("validationAccuracy").asDouble(0))
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double std(JsonNode layers, int layer) {
        return layers.get(layer).get("std").asDouble();
    }

    private static double saturated(JsonNode layers, int layer) {
        return layers.get(layer).get("saturatedShare").asDouble();
    }

    private static int counts(JsonNode layers, int bin) {
        return layers.get(LAST).at("/histogram/counts/" + bin).asInt();
    }

    private static List<Double> coordinates(JsonNode path, int which) {
        List<Double> values = new ArrayList<>();
        path.get("points").forEach(point -> values.add(point.get(which).asDouble()));
        return values;
    }

    private static double deepest(JsonNode path) {
        return coordinates(path, 1).stream().mapToDouble(y -> y).min().orElseThrow();
    }

    /** How often y changes its sign. */
    private static long turns(JsonNode path) {
        List<Double> y = coordinates(path, 1);
        return IntStream.range(1, y.size())
                .filter(i -> y.get(i) * y.get(i - 1) < 0)
                .count();
    }

    private static double length(JsonNode path) {
        List<Double> x = coordinates(path, 0);
        List<Double> y = coordinates(path, 1);
        return IntStream.range(1, x.size())
                .mapToDouble(i -> Math.hypot(x.get(i) - x.get(i - 1), y.get(i) - y.get(i - 1)))
                .sum();
    }
}
