package dev.tamis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for the service that answers as the contract says. */
class LectureRunTest {

    private static final String EXPERIMENT = "/api/v1/experiments/e1";

    private final Map<String, Deque<Answer>> answers = new HashMap<>();

    private static final String TOKEN = "0123456789abcdef";

    private final List<String> asked = new ArrayList<>();

    private final List<String> brought = new ArrayList<>();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aRunEndsInLeaderboardAndRangeSuggestions() throws Exception {
        anExperimentThatIsSeen("RUNNING", 0, "RUNNING", 50, "COMPLETED", 100);
        given("GET " + EXPERIMENT + "/leaderboard?top=10", 200, """
                {"entries": [{"rank": 1, "trialNumber": 42, "validationAccuracy": 0.83, "trainAccuracy": 0.95,
                 "parameters": {"learningRate": 0.0092}}]}""");
        given("GET " + EXPERIMENT + "/range-suggestions", 200, """
                {"suggestions": [{"parameter": "learningRate", "verdict": "KEEP", "current": {"low": 1, "high": 2},
                 "reason": "a reason"}]}""");

        run(false).run("{\"name\": \"lecture-hpo\"}");

        assertThat(printed())
                .containsSubsequence(
                        "Experiment e1 is running",
                        " 0/100 trials",
                        " 50/100 trials",
                        " 100/100 trials",
                        "Completed in 5 s.",
                        "Leaderboard",
                        "0.8300",
                        "0.00920",
                        "Range suggestions",
                        "learningRate  KEEP  1 .. 2",
                        "a reason");
        assertThat(asked).startsWith("POST /api/v1/experiments {\"name\": \"lecture-hpo\"}");
        assertThat(brought).containsOnly("Bearer " + TOKEN);
    }

    @Test
    void aTerminalSeesOneLineThatMoves() throws Exception {
        anExperimentThatIsSeen("RUNNING", 1, "RUNNING", 2, "CANCELLED", 2);

        assertThatThrownBy(() -> run(true).run("{}")).isInstanceOf(DemoFailure.class);

        assertThat(printed())
                .contains("\r[................] 1/100 trials")
                .contains("\r[................] 2/100 trials");
        assertThat(printed().lines().filter(line -> line.contains("trials, best")))
                .hasSize(3);
        assertThat(printed().chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void aFileSeesALineEveryFivePercentAndTheLastOne() throws Exception {
        anExperimentThatIsSeen("RUNNING", 0, "RUNNING", 4, "RUNNING", 5, "RUNNING", 9, "RUNNING", 98, "FAILED", 100);

        assertThatThrownBy(() -> run(false).run("{}")).isInstanceOf(DemoFailure.class);

        assertThat(printed()
                        .lines()
                        .filter(line -> line.contains("trials, best"))
                        .map(line -> line.split(" ")[1]))
                .containsExactly("0/100", "5/100", "98/100", "100/100");
    }

    @Test
    void anExperimentThatFailsIsToldWithWhereToLook() {
        anExperimentThatIsSeen("FAILED", 11);

        assertThatThrownBy(() -> run(false).run("{}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("The experiment ended FAILED, 0 trials failed; GET " + EXPERIMENT
                        + "/trials?state=FAILED tells why.");
    }

    @Test
    void aRefusedSubmissionIsToldFieldByField() {
        answers.computeIfAbsent("POST /api/v1/experiments", key -> new ArrayDeque<>())
                .add(new Answer(400, "application/problem+json", """
                        {"title": "Bad Request", "detail": "2 fields are invalid", "errors": [
                         {"field": "dataset.trainSize", "message": "too large"},
                         {"field": "model.dropout", "message": "< 1 must hold"}]}"""));

        assertThatThrownBy(() -> run(false).run("{}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageEndingWith("/api/v1/experiments was refused with status 400: 2 fields are invalid"
                        + "\n  dataset.trainSize: too large\n  model.dropout: < 1 must hold");
    }

    @Test
    void anAnswerThatIsNoJsonIsTold() {
        given("POST /api/v1/experiments", 201, "<html>");

        assertThatThrownBy(() -> run(false).run("{}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("was not answered with JSON");
    }

    @Test
    void aServiceThatIsGoneIsTold() {
        server.stop(0);

        assertThatThrownBy(() -> run(false).run("{}"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("/api/v1/experiments got no answer");
    }

    private LectureRun run(boolean terminal) {
        var base = URI.create("http://localhost:" + server.getAddress().getPort());
        var screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal);
        return new LectureRun(new ServiceClient(base, TOKEN), screen, () -> {}, fiveSecondsLaterAtEachLook());
    }

    private static InstantSource fiveSecondsLaterAtEachLook() {
        Deque<Instant> times = new ArrayDeque<>(List.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(5)));
        return times::remove;
    }

    /** @param seen state and completed trials at each look, in turns */
    private void anExperimentThatIsSeen(Object... seen) {
        given("POST /api/v1/experiments", 201, "{\"id\": \"e1\", \"state\": \"RUNNING\"}");
        for (int i = 0; i < seen.length; i += 2) {
            given(
                    "GET " + EXPERIMENT,
                    200,
                    "{\"id\": \"e1\", \"state\": \"" + seen[i]
                            + "\", \"progress\": {\"trials\": {\"total\": 100, \"completed\": " + seen[i + 1] + "}}}");
        }
    }

    private void given(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, "application/json", body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        brought.add(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add((request + " " + body).strip());
        Deque<Answer> left = answers.getOrDefault(request, new ArrayDeque<>());
        Answer answer = left.isEmpty() ? new Answer(404, "text/plain", "nothing at " + request) : left.remove();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private record Answer(int status, String type, String body) {}
}
