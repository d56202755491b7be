package dev.tamis.web.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.Tamis;
import dev.tamis.access.AsSomebody;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Reports;
import dev.tamis.people.Subject;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.Multipart;
import dev.tamis.web.openapi.Examples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
            "/api/v1/catalogue",
            "/api/v1/datasets",
            "/api/v1/datasets?size=1&page=1",
            MOON);

    private static final String ON_MNIST = Api.experimentWithTrials(4)
            .replace("\"small\"", "\"changing\"")
            .replaceFirst("\\{", "{\"rounds\": {\"count\": 2, \"mode\": \"APPROVE\"}, ");

    /** On too few rows, which its warnings tell while the dataset is there. */
    private static final String ON_MOON = Api.experimentWithTrials(4)
            .replace(
                    "\"mnist\", \"trainSize\": 400, \"validationSize\": 100",
                    "\"moon\", \"trainSize\": 6, \"validationSize\": 6, \"stratified\": false");

    private static ConfigurableApplicationContext second;

    /** By address and tag. */
    private final Map<String, String> bodies = new HashMap<>();

    private final Set<String> seen = new HashSet<>();
    private List<Node> nodes;
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
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    /** Each step is of a kind of its own, or comes at another moment. */
    @Test
    void underOneTagThereIsOneAnswerWhateverHappens() throws Exception {
        Node here = new Node(first);
        Node there = new Node((WebApplicationContext) second);
        nodes = List.of(here, there);
        upload("moon", 30);
        UUID id = submit(here, ON_MNIST);
        UUID moon = submit(there, ON_MOON);
        List<Claim> taken = new ArrayList<>();
        changes(
                "a claim that nobody has reported of",
                () -> taken.add(there.fakeWorker().takeOnePack(id)));
        changes("a claim that is given back", () -> here.bean(Claims.class).giveBack(taken.get(0)));
        changes("an epoch", () -> there.fakeWorker().startOnePack(id));
        changes("a pause", () -> here.asks(post(path(id) + "/pause")));
        changes("another pause", () -> there.asks(post(path(moon) + "/pause")));
        changes("an end while it is paused", () -> here.asks(post(path(moon) + "/cancel")));
        changes("a resumption", () -> there.asks(post(path(id) + "/resume")));
        changes("the end of a round", () -> there.fakeWorker().trainAll(id));
        changes("a dataset's removal", () -> there.asks(delete(MOON)));
        changes("another dataset of the name", () -> upload("moon", 33));
        changes("another round", () -> here.asks(post(path(id) + "/rounds")));
        changes("the end", () -> here.fakeWorker().trainAllWithTheirBestIn(id, 2));
        changes("a search space", () -> spaces.add(keepASpace(here)));
        changes("as many search spaces", () -> {
            there.asks(delete("/api/v1/search-spaces/" + spaces.remove(0)));
            spaces.add(keepASpace(there));
        });
        changes("as many experiments", () -> {
            here.asks(delete(path(id)));
            alive.remove(id);
            submit(there, ON_MNIST);
        });
        changes("a removal", () -> there.asks(delete(path(moon))));
    }

    /** One that has seen the dataset still knows it after its removal, another one does not. */
    @Test
    void nodesThatAnswerDifferentlyHaveDifferentTags() throws Exception {
        Node here = new Node(first);
        Node there = new Node((WebApplicationContext) second);
        upload("sun", 30);
        String experiment = path(submit(here, ON_MOON.replace("moon", "sun")));
        here.asks(get(experiment));
        here.asks(post(experiment + "/cancel"));
        here.asks(delete("/api/v1/datasets/sun"));

        for (String address : List.of(experiment, EXPERIMENTS + "?size=1")) {
            MockHttpServletResponse seen = here.asks(get(address));
            MockHttpServletResponse unseen = there.asks(get(address));

            assertThat(seen.getContentAsString()).contains("CLASS_MISSING");
            assertThat(unseen.getContentAsString()).doesNotContain("CLASS_MISSING");
            assertThat(seen.getHeader("ETag")).isNotEqualTo(unseen.getHeader("ETag"));
        }
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

    /** What a node can be asked to do. */
    private interface Step {
        void take() throws Exception;
    }

    private void changes(String what, Step step) throws Exception {
        step.take();
        int before = seen.size();
        for (Node node : nodes) {
            for (String address : addresses()) {
                read(node, address, what);
            }
        }
        assertThat(seen.size()).as("answers, after %s", what).isGreaterThan(before);
    }

    private void read(Node node, String address, String change) throws Exception {
        MockHttpServletResponse answer = node.asks(get(URI.create(address)));
        String tag = answer.getHeader("ETag");
        assertThat(tag != null).as("%s: %s", address, answer.getStatus()).isEqualTo(answer.getStatus() == 200);
        // These two may be a few seconds old.
        String body =
                answer.getContentAsString(StandardCharsets.UTF_8).replaceAll("\"(elapsed|eta)Seconds\":[^,}]*", "");
        seen.add(address + body);
        String before = bodies.putIfAbsent(address + tag, body);
        if (before != null) {
            assertThat(body).as("%s of tag %s after %s", address, tag, change).isEqualTo(before);
        }
    }

    private static String path(UUID id) {
        return EXPERIMENTS + "/" + id;
    }

    private static Stream<String> of(UUID id) {
        return Stream.concat(Stream.of(""), PARTS.stream()).map(part -> path(id) + part);
    }

    private List<String> addresses() {
        return Stream.of(
                        LISTS.stream(),
                        spaces.stream().map(id -> "/api/v1/search-spaces/" + id),
                        alive.stream().flatMap(TagsOfTwoNodesTest::of))
                .flatMap(each -> each)
                .toList();
    }

    private UUID submit(Node node, String body) throws Exception {
        UUID id = UUID.fromString(node.makes(EXPERIMENTS, body));
        alive.add(id);
        return id;
    }

    private static String keepASpace(Node node) throws Exception {
        return node.makes("/api/v1/search-spaces", Examples.SEARCH_SPACE);
    }

    private static void upload(String name, int rows) throws Exception {
        int port = ((WebServerApplicationContext) second).getWebServer().getPort();
        Multipart.form()
                .file("file", Csv.numbered(rows))
                .field("name", name)
                .post("http://localhost:" + port + "/api/v1/datasets");
    }

    /** A node as its clients and its worker see it, without the judge of answers, which takes its time. */
    private record Node(WebApplicationContext context, MockMvc mvc) {

        Node(WebApplicationContext context) {
            this(
                    context,
                    MockMvcBuilders.webAppContextSetup(context)
                            .addFilters(new AsSomebody())
                            .build());
        }

        MockHttpServletResponse asks(MockHttpServletRequestBuilder request) throws Exception {
            return mvc.perform(Api.as(Subject.LOCAL, request)).andReturn().getResponse();
        }

        /** @return the id of what was made */
        String makes(String path, String body) throws Exception {
            MockHttpServletResponse answer =
                    asks(post(path).contentType(MediaType.APPLICATION_JSON).content(body));
            assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
            return JsonPath.read(answer.getContentAsString(), "$.id");
        }

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        FakeWorker fakeWorker() {
            return new FakeWorker(
                    bean(Claims.class), bean(Reports.class), bean(FinalEvaluations.class), bean(Confirmations.class));
        }
    }
}
