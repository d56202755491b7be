package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The request files of the folder http must not rot. */
@ApiNodeTest
class HttpFilesTest {

    private static final Path FOLDER = Path.of("http");

    /** Experiments above this are there to be paused and cancelled, so they must not end by themselves. */
    private static final int LONG = 1000;

    private static final Pattern ROUNDS = Pattern.compile("/experiments/([^/]+)/rounds$");

    @LocalServerPort
    private int port;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Draws draws;

    @Autowired
    private Api api;

    @Autowired
    private AnswersAreDocumented documented;

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
        int assertions =
                new HttpReplay("http://localhost:" + port, documented.api(), this::doAWorkersWork).replay(file);
        assertThat(assertions).isGreaterThanOrEqualTo(file.requests().size());
    }

    @Test
    void theTourVisitsEveryOperation() throws Exception {
        List<String> visited = HttpFile.read(FOLDER.resolve("00-tour.http")).requests().stream()
                .map(request -> request.method() + " "
                        + request.address().replaceAll("\\?.*", "").replace("{{host}}", ""))
                .toList();
        JsonNode paths = new JsonMapper()
                .readTree(api.reads("/v3/api-docs").andReturn().getResponse().getContentAsString())
                .get("paths");

        List<String> missing = paths.properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .filter(operation ->
                        visited.stream().noneMatch(each -> each.matches(operation.replaceAll("\\{\\w+}", "[^/]+"))))
                .toList();

        assertThat(paths.size()).isGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client.assert(response.body.errors.0.field === \"name\");",
                "client.assert(response.body.errors[0].field === \"label\");",
                "client.assert(response.body.missing.field === \"name\");",
                "client.assert(response.status = 400);",
                "client.test(\"unfinished\", function () {"
            })
    void aHandlerThatIsNoJavaScriptOrDoesNotHoldIsNoticed(String script) {
        JsonNode body = new JsonMapper().readTree("{\"errors\": [{\"field\": \"name\"}]}");
        assertThat(new HttpScript()
                        .run("client.assert(response.body.errors[0].field === \"name\");", 400, Map.of(), body))
                .isEqualTo(1);

        assertThatThrownBy(() -> new HttpScript().run(script, 400, Map.of(), body))
                .isInstanceOf(AssertionError.class);
    }

    private void doAWorkersWork(HttpReplay.Exchange exchange) {
        if (!exchange.method().equals("POST") || exchange.status() >= 400) {
            return;
        }
        Matcher round = ROUNDS.matcher(exchange.address());
        if (round.find()) {
            trainToTheEnd(UUID.fromString(round.group(1)));
        } else if (exchange.address().endsWith("/final-evaluation")) {
            worker.evaluates(UUID.fromString(exchange.body().get("experimentId").asString()));
        } else if (exchange.address().endsWith("/experiments")
                && exchange.body().at("/budget/maxTrials").asInt() < LONG) {
            trainToTheEnd(UUID.fromString(exchange.body().get("id").asString()));
        }
    }

    /** Trials of a sampler that learns come as others end. */
    private void trainToTheEnd(UUID experiment) {
        do {
            worker.trainAll(experiment);
        } while (draws.next(new Claim.Lane(experiment, 1, 0), () -> true));
        while (worker.confirms(experiment, each -> 0.8 - 0.01 * each.trial() + 0.001 * each.repetition())) {
            // the next pack
        }
    }
}
