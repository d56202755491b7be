package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.Tamis;
import dev.tamis.dataset.Csv;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Reports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Two nodes on one database: what either says of a tag, both have to keep to. */
@ApiNodeTest
class TagsOfTwoNodesTest {

    /** Further ones with {@code -Dtamis.tags.changes=400}, others with {@code -Dtamis.tags.seed=7}. */
    private static final int CHANGES = Integer.getInteger("tamis.tags.changes", 45);

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String MOON = "/api/v1/datasets/moon";

    /** Of any experiment. */
    private static final List<String> PARTS = List.of(
            "/trials?size=3&sort=validationLoss",
            "/trials?state=COMPLETED&size=2&page=1",
            "/trials?after=0",
            "/trials/0",
            "/trials/0/curve",
            "/leaderboard?top=3",
            "/importance",
            "/range-suggestions",
            "/points",
            "/curves",
            "/rounds",
            "/rounds/1");

    private static final List<String> LISTS = List.of(
            EXPERIMENTS,
            EXPERIMENTS + "?size=2&page=1",
            EXPERIMENTS + "?state=RUNNING&size=5",
            EXPERIMENTS + "?q=changing&sort=state&sort=createdAt&size=5",
            "/api/v1/search-spaces",
            "/api/v1/search-spaces?size=1",
            "/api/v1/datasets",
            "/api/v1/datasets?size=1&page=1",
            MOON);

    private static ConfigurableApplicationContext second;

    private final Random random = new Random(Long.getLong("tamis.tags.seed", 14));
    private final Map<String, String> bodies = new HashMap<>();
    private final List<UUID> alive = new ArrayList<>();
    private final List<String> spaces = new ArrayList<>();

    @Autowired
    private WebApplicationContext first;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Api api;

    @BeforeAll
    static void startTheSecondNode() {
        second = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:web",
                "--tamis.worker.enabled=false",
                "--logging.level.root=error",
                "--spring.main.banner-mode=off");
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void underOneTagThereIsOneAnswerWhateverHappens() throws Exception {
        List<Node> nodes = List.of(new Node(first), new Node((WebApplicationContext) second));
        int differed = 0;
        for (int change = 0; change < CHANGES; change++) {
            String what = anyChange(nodes.get(random.nextInt(2)));
            int known = bodies.size();
            for (String address : addresses()) {
                read(nodes.get(random.nextInt(2)), address, change + " " + what);
            }
            differed += bodies.size() > known ? 1 : 0;
        }
        // Many changes could be made, and were seen.
        assertThat(differed).isGreaterThan(CHANGES / 3);
    }

    /** So has one that starts again: it knows nothing but the database either. */
    @Test
    void aNodeThatStartedLaterKnowsTheTagsOfAnother() throws Exception {
        UUID id = api.anExperimentWithTrials(12);
        worker.trainAll(id);
        int port = ((WebServerApplicationContext) second).getWebServer().getPort();
        for (String address : of(id).toList()) {
            String tag = api.reads(address).andReturn().getResponse().getHeader("ETag");

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                                    .header("If-None-Match", "\"another\", " + tag)
                                    .header("Accept-Encoding", "gzip")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(address).isEqualTo(304);
            assertThat(answer.headers().firstValue("ETag")).as(address).hasValue(tag);
            assertThat(answer.body()).as(address).isEmpty();
        }
    }

    private void read(Node node, String address, String change) throws Exception {
        MockHttpServletResponse answer = node.asks(get(URI.create(address)));
        if (answer.getStatus() != 200) {
            assertThat(answer.getHeader("ETag")).isNull();
            return;
        }
        String tag = answer.getHeader("ETag");
        assertThat(tag).as(address).isNotNull();
        // These two may be a few seconds old.
        String body =
                answer.getContentAsString(StandardCharsets.UTF_8).replaceAll("\"(elapsed|eta)Seconds\":[^,}]*", "");
        String before = bodies.putIfAbsent(address + " " + tag, body);
        if (before != null) {
            assertThat(body).as("%s of tag %s after %s", address, tag, change).isEqualTo(before);
        }
    }

    private Stream<String> of(UUID id) {
        return Stream.concat(Stream.of(""), PARTS.stream()).map(part -> EXPERIMENTS + "/" + id + part);
    }

    private List<String> addresses() {
        return Stream.of(
                        LISTS.stream(),
                        spaces.stream().map(id -> "/api/v1/search-spaces/" + id),
                        alive.stream().flatMap(this::of))
                .flatMap(each -> each)
                .toList();
    }

    private String anyChange(Node node) throws Exception {
        if (alive.size() < 2) {
            return submit(node);
        }
        UUID id = alive.get(random.nextInt(alive.size()));
        String path = EXPERIMENTS + "/" + id;
        switch (random.nextInt(15)) {
            case 0, 1 -> node.trains(worker -> worker.startOnePack(id));
            case 2 -> node.trains(worker -> worker.trainAll(id));
            case 3 -> node.trains(worker -> worker.trainAllWithTheirBestIn(id, 2));
            case 4 -> node.asks(post(path + "/pause"));
            case 5, 6 -> node.asks(post(path + "/resume"));
            case 7 -> node.asks(post(path + "/rounds"));
            case 8 -> node.asks(post(path + "/final-evaluation"));
            case 9 -> {
                if (random.nextBoolean()) {
                    return "cancel" + node.asks(post(path + "/cancel")).getStatus();
                }
                alive.remove(id);
                return "delete" + node.asks(delete(path)).getStatus();
            }
            case 10 -> second.getBean(Claims.class).processEnded(Deaths.upTo(1));
            case 11 -> {
                return "moon" + node.asks(delete(MOON)).getStatus() + upload();
            }
            case 12 -> {
                return "moon" + upload() + node.asks(delete(MOON)).getStatus();
            }
            case 13 ->
                spaces.add(JsonPath.read(
                        node.asks(post("/api/v1/search-spaces")
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .content(Examples.SEARCH_SPACE))
                                .getContentAsString(),
                        "$.id"));
            default -> {
                if (!spaces.isEmpty()) {
                    node.asks(delete("/api/v1/search-spaces/" + spaces.remove(0)));
                }
            }
        }
        return "a change of " + id;
    }

    /** Every second one is on uploaded rows, too few of them, which its warnings tell while they are there. */
    private String submit(Node node) throws Exception {
        String body = random.nextBoolean()
                ? Api.experimentWithTrials(4)
                        .replace("\"small\"", "\"changing\"")
                        .replaceFirst("\\{", "{\"rounds\": {\"count\": 2, \"mode\": \"APPROVE\"}, ")
                : Api.experimentWithTrials(4)
                        .replace(
                                "\"mnist\", \"trainSize\": 400, \"validationSize\": 100",
                                "\"moon\", \"trainSize\": 6, \"validationSize\": 6");
        upload();
        MockHttpServletResponse answer = node.asks(
                post(EXPERIMENTS).contentType(MediaType.APPLICATION_JSON).content(body));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
        alive.add(UUID.fromString(JsonPath.read(answer.getContentAsString(), "$.id")));
        return "a submission";
    }

    private static int upload() throws Exception {
        int port = ((WebServerApplicationContext) second).getWebServer().getPort();
        return Multipart.form()
                .file("file", Csv.numbered(30))
                .field("name", "moon")
                .post("http://localhost:" + port + "/api/v1/datasets")
                .statusCode();
    }

    /** A node as its clients and its worker see it, without the judge of answers, which takes its time. */
    private record Node(WebApplicationContext context, MockMvc mvc) {

        Node(WebApplicationContext context) {
            this(context, MockMvcBuilders.webAppContextSetup(context).build());
        }

        MockHttpServletResponse asks(MockHttpServletRequestBuilder request) throws Exception {
            return mvc.perform(request).andReturn().getResponse();
        }

        void trains(Consumer<FakeWorker> work) {
            try {
                work.accept(new FakeWorker(
                        context.getBean(Claims.class),
                        context.getBean(Reports.class),
                        context.getBean(FinalEvaluations.class)));
            } catch (NoSuchElementException nothingWaits) {
                // then this is no change
            }
        }
    }
}
