package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Processor time of each answer about an experiment of 100,000 trials: {@code -Dit.test=LargeExperimentBenchmark}. To make the trials
 * takes longer than all that is measured; RangeAdvisorTest has the part that can go wrong.
 */
@ApiNodeTest
class LargeExperimentBenchmark {

    private static final String FEW = "2 hyperparameters";
    private static final String MANY = "14 hyperparameters";
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final String RATE = "{\"type\": \"float\", \"low\": 1e-6, \"high\": 1e-2, \"scale\": \"log\"}";
    private static final String SHARE = "{\"type\": \"float\", \"low\": 0.1, \"high\": 0.9}";
    private static final String TWO = "{\"learningRate\": " + RATE + ", \"weightDecay\": " + RATE + "}";
    private static final String FOURTEEN = """
            {"learningRate": %1$s, "weightDecay": %1$s, "epsilon": %1$s, "momentum": %2$s, "beta1": %2$s, "beta2": %2$s,
             "dropout": %2$s, "initializerStd": %2$s, "hiddenLayers": {"type": "int", "low": 1, "high": 4},
             "hiddenUnits": {"type": "int", "low": 10, "high": 20},
             "batchNorm": {"type": "categorical", "choices": [true, false]},
             "initializer": {"type": "categorical", "choices": ["HE", "XAVIER", "NORMAL"]},
             "optimizer": {"type": "categorical", "choices": ["SGD", "ADAM", "MOMENTUM"]},
             "activation": {"type": "categorical", "choices": ["RELU", "TANH", "SIGMOID"]}}""".formatted(RATE, SHARE);

    @Autowired
    private Api api;

    @Autowired
    private JdbcTemplate jdbc;

    @LocalServerPort
    private int port;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {FEW, MANY})
    void eachAnswerTakesLessThanTwoSeconds(String searched) throws Exception {
        UUID id = api.submits("""
                {"name": "large", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100}, "model": {"epochs": 4},
                 "searchSpace": %s, "objective": {"metric": "validationLoss"}, "sampler": {"seed": 42},
                 "budget": {"maxTrials": 100000}}""".formatted(searched.equals(FEW) ? TWO : FOURTEEN));
        endAll(id);
        for (String path : List.of(
                "",
                "/range-suggestions",
                "/importance",
                "/points",
                "/leaderboard?top=1000",
                "/trials",
                "/trials?sort=validationLoss",
                "/trials?after=1",
                "/rounds",
                "/curves")) {
            Duration first = cpuOf(id, path, Long.MAX_VALUE);
            Duration again = cpuOf(id, path, Long.MAX_VALUE);
            System.out.printf("%s, %-28s %5d ms, again %5d ms%n", searched, path, first.toMillis(), again.toMillis());
            assertThat(first).as(path).isLessThan(MOST);
        }
        System.out.printf(
                "%s, first 64 KB of the export %d ms%n",
                searched, cpuOf(id, "/export?format=csv", 1 << 16).toMillis());
    }

    private void endAll(UUID id) {
        String value = "mod(cast(number as bigint) * 7919, 10007) / 10007.0";
        jdbc.update("""
                update trial set state = case when mod(number, 25) = 7 then 'FAILED' else 'COMPLETED' end, objective_value = %1$s,
                metrics = array[1, 0.5, %1$s, %1$s], best_metrics = array[1, 0.5, 0.5, 0.5], epochs_done = 4,
                best_epoch = 4, objective_epoch = 4, change_number = 1 + number / 8,
                rank_value = case when mod(number, 25) = 7 then null else %1$s end,
                started_at = current_timestamp, finished_at = current_timestamp where experiment_id = ?""".formatted(value), id);
        jdbc.update(
                "update experiment set change_number = 20000, trials_waiting = 0, trials_completed = 96000, trials_failed = 4000"
                        + " where id = ?",
                id);
    }

    private Duration cpuOf(UUID id, String path, long bytes) throws Exception {
        long before = ofServer();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/experiments/" + id + path))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            for (long read = 0; read < bytes && body.read() >= 0; read++) {}
        }
        return Duration.ofNanos(ofServer() - before);
    }

    private long ofServer() {
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("http-nio"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }
}
