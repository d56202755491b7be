package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the first trial of one owner waits while another has 100,000 trials in training, as one experiment and as fifty: from the answer
 * to the submission until its first measurement can be read. Minutes, run by name: {@code -Dit.test=SharesBenchmark};
 * {@code FairSharesContract} is its short form.
 */
class SharesBenchmark {

    private static final int TRIALS = 100_000;
    private static final int REPEATS = Integer.getInteger("tamis.benchmark.repeats", 11);

    /** What is read again and again. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Until the one who comes has gone, and the other has all threads again. */
    private static final Duration BETWEEN = Duration.ofSeconds(4);

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final String ANN = "ann-0123456789abcdef0123456789abcdef";
    private static final String BOB = "bob-0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path homes;

    @Test
    void theFirstTrialOfOneDoesNotWaitForAHundredThousandOfAnother() throws Exception {
        System.out.printf("%nSeconds from 201 to the first measurement: median (least to most) of %d%n", REPEATS);
        for (int experiments : List.of(0, 1, 50)) {
            Path home = Files.createDirectory(homes.resolve("with-" + experiments));
            ServiceProcess.Launch launch = QuickStart.launch(
                    List.of(),
                    List.of("-Xmx512m"),
                    home,
                    List.of(
                            "--tamis.tokens[0].owner=ann",
                            "--tamis.tokens[0].role=SUBMITTER",
                            "--tamis.tokens[0].token=" + ANN,
                            "--tamis.tokens[1].owner=bob",
                            "--tamis.tokens[1].role=SUBMITTER",
                            "--tamis.tokens[1].token=" + BOB));
            try (ServiceProcess process =
                    ServiceProcess.launch(launch, home.resolve("log").toFile())) {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> process.service().isHealthy());
                measure(process.port(), experiments);
            }
        }
    }

    private void measure(int port, int experiments) throws Exception {
        for (int i = 0; i < experiments; i++) {
            submit(port, ANN, TRIALS / experiments, i);
        }
        first(port, TRIALS); // Java compiles what it needs
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            waits.add(first(port, i));
        }
        List<Double> sorted = waits.stream().sorted().toList();
        System.out.printf(
                "  behind %2d experiments, %7d trials: %.2f (%.2f to %.2f)%n",
                experiments,
                experiments == 0 ? 0 : TRIALS,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
        if (experiments > 0) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            double alone = trialsASecond(port);
            String bobs = submit(port, BOB, 10_000, 1);
            LockSupport.parkNanos(BETWEEN.toNanos());
            double shared = trialsASecond(port);
            System.out.printf(
                    "    trials a second of the other: %.1f alone, %.1f beside one who has as much to do%n",
                    alone, shared);
            send(port, BOB, "POST", "/experiments/" + bobs + "/cancel", null);
        }
        assertThat(sorted.get(sorted.size() / 2)).as("seconds").isLessThan(10);
    }

    private double first(int port, int seed) throws Exception {
        String id = submit(port, BOB, 16, seed);
        long start = System.nanoTime();
        while (!hasMeasured(port, id)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        send(port, BOB, "POST", "/experiments/" + id + "/cancel", null);
        return seconds;
    }

    private boolean hasMeasured(int port, String id) throws Exception {
        for (JsonNode trial : send(port, BOB, "GET", "/experiments/" + id + "/trials?size=16", null)
                .get("content")) {
            if (trial.get("epochsDone").asInt() > 0) {
                return true;
            }
        }
        return false;
    }

    private double trialsASecond(int port) throws Exception {
        long before = completed(port);
        long start = System.nanoTime();
        LockSupport.parkNanos(WINDOW.toNanos());
        return (completed(port) - before) / ((System.nanoTime() - start) / 1e9);
    }

    private long completed(int port) throws Exception {
        long completed = 0;
        for (JsonNode each :
                send(port, ANN, "GET", "/experiments?size=100", null).get("content")) {
            completed += each.at("/progress/trials/completed").asLong();
        }
        return completed;
    }

    private String submit(int port, String token, int trials, int seed) throws Exception {
        String body = """
                {"name": "lecture", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 6, "hiddenUnits": 100, "batchSize": 100, "epochs": 50},
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
                 "sampler": {"type": "RANDOM", "seed": %d}, "budget": {"maxTrials": %d}}""".formatted(seed, trials);
        return send(port, token, "POST", "/experiments", body).get("id").asString();
    }

    private JsonNode send(int port, String token, String verb, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token)
                .method(
                        verb,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JSON.readTree(answer.body());
    }
}
