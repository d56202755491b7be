package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a client sees it: addresses and JSON, nothing of our code. */
public final class Service {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> ENDED = Set.of("COMPLETED", "CANCELLED", "FAILED");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String host;
    private final String root;

    Service(int port) {
        this.host = "http://localhost:" + port;
        this.root = host + "/api/v1";
    }

    /** The reference experiment of the lecture, with what a test changes: {@code with("budget.maxTrials", 5)}. */
    public static Submission lecture() {
        return new Submission();
    }

    /** A submission as it stands in a request file, for a test to change. */
    static Submission submission(String body) {
        return new Submission(JSON.readValue(body, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    public int port() {
        return URI.create(host).getPort();
    }

    public JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    public HttpResponse<String> send(String verb, String path, String body) {
        HttpRequest.Builder request = request(root + path)
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return exchange(request);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether it says of itself that it is well. What only trains has nothing else to say. */
    public boolean isHealthy() {
        try {
            return exchange(request(host + "/actuator/health").GET()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** What it says of its {@code readiness} or {@code liveness}, whichever status it says it with. */
    String health(String group) {
        return exchange(request(host + "/actuator/health/" + group).GET()).body();
    }

    /** Its meters, in the text format of Prometheus. */
    public String metrics() {
        HttpResponse<String> answer =
                exchange(request(host + "/actuator/prometheus").GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /**
     * The Server-Sent Events of an experiment, until the stream is closed.
     *
     * @param lastEventId what the client heard last, here or at another node; null at first
     */
    public InputStream events(String experiment, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + experiment + "/events"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Submits and answers the experiment's path below the root. */
    public String submit(Submission submission) {
        HttpResponse<String> answer = send("POST", "/experiments", JSON.writeValueAsString(submission.fields));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return "/experiments/" + JSON.readTree(answer.body()).get("id").asString();
    }

    public JsonNode awaitEnd(String experiment) {
        await(() -> ENDED.contains(get(experiment).get("state").asString()));
        return get(experiment);
    }

    void awaitApproval(String experiment) {
        await(() -> get(experiment).get("awaitingApproval").asBoolean());
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    public void awaitRunning(String experiment) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> get(experiment).at("/progress/trials/running").asInt() > 0);
    }

    public void awaitTrialsDone(String experiment, int count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(experiment).at("/progress/trials/completed").asInt() >= count);
    }

    /** All that the leaderboard says but the experiment's id: what must be equal where results are. */
    public String leaderboard(String experiment) {
        return get(experiment + "/leaderboard?top=1000").get("entries").toString();
    }

    /** What is submitted, changed field by field. */
    public static final class Submission {

        private final Map<String, Object> fields;

        private Submission(Map<String, Object> fields) {
            this.fields = fields;
        }

        private Submission() {
            this(new LinkedHashMap<>());
            with("name", "lecture-hpo");
            with("dataset.name", "mnist").with("dataset.trainSize", 400).with("dataset.validationSize", 100);
            with("model.hiddenLayers", 6).with("model.hiddenUnits", 100).with("model.activation", "RELU");
            with("model.initializer", "HE").with("model.optimizer", "SGD");
            with("model.batchSize", 100).with("model.epochs", 50);
            with("searchSpace.learningRate", Map.of("type", "float", "low", 1e-6, "high", 1e-2, "scale", "log"));
            with("searchSpace.weightDecay", Map.of("type", "float", "low", 1e-8, "high", 1e-4, "scale", "log"));
            with("sampler.type", "RANDOM").with("sampler.seed", 42);
            with("budget.maxTrials", 100).with("budget.parallelTrials", 16).with("budget.maxFailedTrials", 10);
        }

        @SuppressWarnings("unchecked")
        public Submission with(String path, Object value) {
            String[] steps = path.split("\\.");
            Map<String, Object> at = fields;
            for (int i = 0; i < steps.length - 1; i++) {
                at = (Map<String, Object>) at.computeIfAbsent(steps[i], step -> new LinkedHashMap<String, Object>());
            }
            at.put(steps[steps.length - 1], value);
            return this;
        }

        /** A network and a split that train in a blink. */
        public Submission small() {
            return with("dataset.trainSize", 120)
                    .with("dataset.validationSize", 60)
                    .with("model.hiddenLayers", 2)
                    .with("model.hiddenUnits", 20)
                    .with("model.batchSize", 40)
                    .with("model.epochs", 6);
        }
    }
}
