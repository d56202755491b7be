package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The request files of the folder http must not rot. */
@ApiNodeTest
class HttpFilesTest {

    private static final Path FOLDER = Path.of("http");

    /** Experiments above this are there to be paused and cancelled, so they must not end by themselves. */
    private static final int LONG = 1000;

    @LocalServerPort
    private int port;

    @Autowired
    private FakeWorker worker;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRequestIsAnsweredAsItsHandlerExpects(Path path) throws Exception {
        HttpFile file = HttpFile.read(path);
        int assertions = new HttpReplay("http://localhost:" + port, this::trainWhatWasSubmitted).replay(file);
        assertThat(assertions).isGreaterThanOrEqualTo(file.requests().size());
    }

    @Test
    void theTourVisitsEveryOperation() throws Exception {
        Set<String> visited = new HashSet<>();
        HttpFile.read(FOLDER.resolve("00-tour.http"))
                .requests()
                .forEach(request ->
                        visited.add(request.method() + " " + request.address().replaceAll("\\?.*|\\{\\{host}}", "")));
        assertThat(visited)
                .contains(
                        "GET /api/v1/datasets",
                        "POST /api/v1/search-spaces",
                        "GET /api/v1/search-spaces/{{searchSpaceId}}",
                        "POST /api/v1/experiments",
                        "GET /api/v1/experiments",
                        "GET /api/v1/experiments/{{experimentId}}/trials",
                        "GET /api/v1/experiments/{{experimentId}}/trials/0/curve",
                        "GET /api/v1/experiments/{{experimentId}}/leaderboard",
                        "GET /api/v1/experiments/{{experimentId}}/range-suggestions",
                        "DELETE /api/v1/experiments/{{longId}}");
    }

    private void trainWhatWasSubmitted(HttpFile.Request request, JsonNode answer) {
        boolean submission =
                request.method().equals("POST") && request.address().endsWith("/experiments");
        if (submission && answer.has("id") && answer.at("/budget/maxTrials").asInt() < LONG) {
            worker.trainAll(UUID.fromString(answer.get("id").asString()));
        }
    }
}
