package dev.tamis.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.RealPostgres;
import dev.tamis.Tamis;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Removals;
import dev.tamis.web.AnswersAreDocumented;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.http.LargeBodies;
import dev.tamis.web.openapi.Examples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A service in H2, moved to PostgreSQL and back to H2: whatever clients ask, they hear the same. */
@ApiNodeTest
class MovedServiceTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What does not end, and the backup itself, which is of another moment each time. */
    private static final Set<String> NOT_COMPARED =
            Set.of("/api/v1/events", "/api/v1/experiments/{id}/events", "/api/v1/backup");

    /** What a running experiment tells of the moment at which it is asked. */
    private static final Set<String> OF_THE_MOMENT = Set.of("elapsedSeconds", "etaSeconds", "streams", "waits");

    @LocalServerPort
    private int port;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Claims claims;

    @Autowired
    private AnswersAreDocumented documented;

    @Autowired
    private JdbcTemplate database;

    @TempDir
    private Path folder;

    @Test
    void everyAnswerIsTheSameInTheOtherDatabaseAndBack() throws Exception {
        UUID claimed = fill();
        Claim held = worker.takeOnePack(claimed);
        byte[] first = backup(port);
        // What the archive has as in training waits again where it is restored; so it does here.
        claims.giveBack(held);
        Map<String, String> before = answers(port);
        assertThat(before).hasSizeGreaterThan(150);

        byte[] second;
        try (ConfigurableApplicationContext postgres =
                node(RealPostgres.newDatabase().url())) {
            int there = port(postgres);
            JsonNode restored = restored(there, first);
            assertThat(restored.at("/rows/trial").asInt()).isGreaterThan(40);
            assertThat(answers(there)).isEqualTo(before);
            assertThat(again(there, "spirals").statusCode()).isEqualTo(200);
            assertThat(send(there, "POST", "/api/v1/restore", first).body()).contains("SERVICE_NOT_EMPTY");
            second = backup(there);
        }
        try (ConfigurableApplicationContext h2 = node("jdbc:h2:mem:moved;DB_CLOSE_DELAY=-1")) {
            leaveLanesOfNothing(h2);
            restored(port(h2), second);
            assertThat(answers(port(h2))).isEqualTo(before);
            JdbcTemplate there = h2.getBean(JdbcTemplate.class);
            assertThat(there.queryForList("select task_instance from scheduled_tasks order by 1", String.class))
                    .as("lanes of those that run, and of no others")
                    .isEqualTo(
                            database.queryForList("select task_instance from scheduled_tasks order by 1", String.class))
                    .isNotEmpty();
        }
    }

    @Test
    void whatIsNoArchiveIsRefusedByASentence() throws Exception {
        try (ConfigurableApplicationContext empty = node("jdbc:h2:mem:no-archive;DB_CLOSE_DELAY=-1")) {
            for (byte[] body : List.of(new byte[0], "PK".getBytes(), Files.readAllBytes(Path.of("http/spirals.csv")))) {
                HttpResponse<String> answer = send(port(empty), "POST", "/api/v1/restore", body);
                documented.api().check(answer);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("BACKUP_DAMAGED", "it has no directory at its end");
            }
            try (var left = Files.walk(folder)) {
                assertThat(left.filter(each -> each.toString().contains("uploads"))
                                .filter(Files::isRegularFile)
                                .map(each -> each.getFileName().toString()))
                        .as("what is left in the folder of uploads")
                        .containsOnly(".lock");
            }
        }
    }

    /** Of every state, and every table. Answers the one that shall be in training. */
    private UUID fill() throws Exception {
        mvc.perform(post("/api/v1/search-spaces")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", "a space")
                        .content(Examples.SEARCH_SPACE))
                .andExpect(status().isCreated());
        assertThat(again(port, "spirals").statusCode()).isEqualTo(201);
        mvc.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"label\": \"laptop\", \"owner\": \"anna\", \"role\": \"SUBMITTER\"}"))
                .andExpect(status().isCreated());
        UUID completed = api.submits(Api.experimentWithTrials(12).replaceFirst("\\{", "{\"curve\": \"ITERATION\","));
        worker.trainAll(completed, member -> member.number() == 3 ? Double.NaN : 0.05 * member.number());
        api.asksTo("final-evaluation", completed).andExpect(status().isAccepted());
        worker.evaluates(completed);
        UUID byLoss = api.submits(Api.experimentWithTrials(6)
                .replaceFirst("\\{", "{\"objective\": {\"metric\": \"validationLoss\", \"at\": \"BEST\"},"));
        worker.trainAll(byLoss);
        api.asksTo("final-evaluation", byLoss).andExpect(status().isAccepted());
        UUID inRounds = api.anExperimentThatAsksForApproval();
        worker.trainAll(inRounds);
        UUID paused = api.anExperimentWithTrials(5);
        worker.startOnePack(paused);
        api.asksTo("pause", paused);
        api.asksTo("cancel", api.anExperimentWithTrials(4));
        UUID onOwnData = api.submits(Api.experimentWithTrials(4)
                .replace("\"mnist\"", "\"spirals\"")
                .replace("400", "216")
                .replace("100}", "72}"));
        worker.trainAll(onOwnData);
        UUID running = api.anExperimentWithTrials(10);
        worker.train(worker.takeOnePack(running));
        return api.anExperimentWithTrials(7);
    }

    /** The same upload, whenever. */
    private HttpResponse<String> again(int port, String name) throws Exception {
        String boundary = "----------------of-this-test";
        String csv = Files.readString(Path.of("http/spirals.csv"));
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"label\"\r\n\r\narm\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + csv + "\r\n--"
                + boundary + "--\r\n";
        return CLIENT.send(
                HttpRequest.newBuilder(at(port, "/api/v1/datasets"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", "an upload")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What is removed before any worker has come leaves its lane, which no worker will ever close here. */
    private static void leaveLanesOfNothing(ConfigurableApplicationContext node) throws Exception {
        URI experiments = at(port(node), "/api/v1/experiments");
        String id = JSON.readTree(CLIENT.send(
                                HttpRequest.newBuilder(experiments)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(Api.experimentWithTrials(2)))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .get("id")
                .asString();
        send(port(node), "DELETE", "/api/v1/experiments/" + id, new byte[0]);
        Removals removals = node.getBean(Removals.class);
        while (removals.clearPiece(100)) {
            // the next one
        }
        assertThat(node.getBean(JdbcTemplate.class).queryForList("select task_instance from scheduled_tasks"))
                .isNotEmpty();
    }

    private static byte[] backup(int port) throws Exception {
        HttpResponse<byte[]> answer =
                CLIENT.send(HttpRequest.newBuilder(at(port, "/api/v1/backup")).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"tamis-\\d{8}T\\d{6}Z\\.zip\"");
        return answer.body();
    }

    private JsonNode restored(int port, byte[] archive) throws Exception {
        HttpResponse<String> answer = send(port, "POST", "/api/v1/restore", archive);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        documented.api().check(answer);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(int port, String verb, String path, byte[] body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(at(port, path))
                        .header("Content-Type", LargeBodies.ARCHIVE)
                        .method(verb, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Status and body of everything that there is to read: each list, and each thing in it. */
    private Map<String, String> answers(int port) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                documented.api().document().get("paths").properties()) {
            if (path.getValue().has("get") && !NOT_COMPARED.contains(path.getKey())) {
                for (String address : addresses(port, path.getKey())) {
                    HttpResponse<String> answer = CLIENT.send(
                            HttpRequest.newBuilder(at(port, address)).build(), BodyHandlers.ofString());
                    answers.put(address, answer.statusCode() + " " + withoutTheMoment(answer));
                }
            }
        }
        return answers;
    }

    private static String withoutTheMoment(HttpResponse<String> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            return answer.body();
        }
        JsonNode json = JSON.readTree(answer.body());
        remove(json);
        return json.toString();
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_MOMENT);
            object.forEach(MovedServiceTest::remove);
        } else if (node instanceof ArrayNode array) {
            array.forEach(MovedServiceTest::remove);
        }
    }

    /** Of all things that a path of the document may be about. */
    private static List<String> addresses(int port, String path) throws Exception {
        if (!path.contains("{")) {
            return path.endsWith("s") ? List.of(path, path + "?size=2&page=1") : List.of(path);
        }
        String list = path.substring(0, path.indexOf("/{"));
        List<String> addresses = new ArrayList<>();
        for (JsonNode each : read(port, list + "?size=100").get("content")) {
            String id = each.path("id").asString(each.path("name").asString());
            String one = path.replaceFirst("\\{\\w+}", id);
            if (!one.contains("{")) {
                addresses.add(one);
                continue;
            }
            JsonNode things = read(port, one.substring(0, one.indexOf("/{")));
            for (JsonNode thing : things.isArray()
                    ? things
                    : things.path("content").isArray() ? things.get("content") : things.get("rounds")) {
                addresses.add(one.replaceFirst("\\{\\w+}", thing.get("number").asString()));
            }
        }
        assertThat(addresses).as(path).isNotEmpty();
        return addresses;
    }

    private static JsonNode read(int port, String path) throws IOException, InterruptedException {
        return JSON.readTree(CLIENT.send(HttpRequest.newBuilder(at(port, path)).build(), BodyHandlers.ofString())
                .body());
    }

    private static URI at(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** An API node of its own. */
    private ConfigurableApplicationContext node(String url) {
        return new SpringApplicationBuilder(Tamis.class)
                .run(
                        "--server.port=0",
                        "--tamis.worker.enabled=false",
                        "--tamis.home=" + folder.resolve(UUID.randomUUID().toString()),
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + (url.contains(":h2:") ? "sa" : "postgres"),
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn");
    }

    private static int port(ConfigurableApplicationContext node) {
        return Integer.parseInt(node.getEnvironment().getProperty("local.server.port"));
    }
}
