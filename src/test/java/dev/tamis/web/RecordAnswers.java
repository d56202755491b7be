package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.openapi.Examples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records the examples of answers that the documentation shows, from a service that trains. It is no test and runs by name only,
 * after an answer has got or lost a field: {@code ./mvnw test -Dtest=RecordAnswers}.
 */
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:record;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "tamis.home=target/record",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
class RecordAnswers {

    private static final Path FOLDER = Path.of("src/main/resources/dev/tamis/web/openapi/answers");
    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired
    private MockMvc mvc;

    @Test
    void record() throws Exception {
        String catalogue = answer(get("/api/v1/catalogue")).getContentAsString(StandardCharsets.UTF_8);
        write("getCatalogue", OfTests.without(PRETTY.readTree(catalogue)));
        record("listDatasets", get("/api/v1/datasets"));
        record("getDataset", get("/api/v1/datasets/mnist"));
        record(
                "uploadDataset",
                multipart("/api/v1/datasets")
                        .file(new MockMultipartFile(
                                "file", "spirals.csv", "text/csv", Files.readAllBytes(Path.of("http/spirals.csv"))))
                        .param("name", "spirals")
                        .param("label", "arm"));
        record("changeDataset", shared("/api/v1/datasets/spirals"));
        record("keepSearchSpace", body("/api/v1/search-spaces", Examples.SEARCH_SPACE));
        String spaces = record("listSearchSpaces", get("/api/v1/search-spaces?size=1"));
        String space = "/api/v1/search-spaces/" + JsonPath.read(spaces, "$.content[0].id");
        record("getSearchSpace", get(space));
        record("changeSearchSpace", shared(space));
        results();
        steering();
        record("getMe", get("/api/v1/me"));
        record("makeToken", body("/api/v1/tokens", Examples.TOKEN));
        String tokens = record("listTokens", get("/api/v1/tokens?size=1"));
        record("getToken", get("/api/v1/tokens/" + JsonPath.read(tokens, "$.content[0].id")));
        record("getSession", get("/api/v1/session"));
        record("openSession", body("/api/v1/session", Examples.SESSION));
        record("suggestRanges", body("/api/v1/range-suggestions", Examples.BROUGHT_TRIALS));
        record("followOptimizer", body("/api/v1/analyses/optimizer-path", Examples.OPTIMIZER_PATH));
        record("studyActivations", body("/api/v1/analyses/activation-distribution", """
                {"layers": 2, "activation": "SIGMOID", "initializer": "NORMAL", "initializerStd": 1, "bins": 5, "seed": 1}"""));
    }

    private static RequestBuilder shared(String path) {
        return patch(path).contentType(MediaType.APPLICATION_JSON).content(Examples.SHARED);
    }

    private void results() throws Exception {
        String submitted = record(
                "submitExperiment",
                body(
                        EXPERIMENTS,
                        Examples.QUICK_EXPERIMENT
                                .replaceFirst(
                                        "\\{",
                                        "{\"curve\": \"ITERATION\", \"confirm\": {\"top\": 3, \"repeats\": 2}, \"sampler\": {\"seed\": 42},")
                                .replace("\"maxTrials\": 8", "\"maxTrials\": 20")));
        String one = EXPERIMENTS + "/" + JsonPath.read(submitted, "$.id");
        awaitState(one, "COMPLETED");
        record("getExperiment", get(one));
        record("listExperiments", get(EXPERIMENTS + "?size=1"));
        record("changeExperiment", shared(one));
        record("listTrials", get(one + "/trials?size=2"));
        record("getTrial", get(one + "/trials/0"));
        record("getCurve", get(one + "/trials/0/curve"));
        record("getIterations", get(one + "/trials/0/iterations?points=3"));
        record("getLeaderboard", get(one + "/leaderboard?top=3"));
        record("getImportance", get(one + "/importance"));
        record("getRangeSuggestions", get(one + "/range-suggestions"));
        record("listRounds", get(one + "/rounds"));
        record("getRound", get(one + "/rounds/1"));
        record("getPoints", get(one + "/points"));
        record("getCurves", get(one + "/curves?top=2&points=3"));
        record("requestFinalEvaluation", post(one + "/final-evaluation"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !"WAITING"
                        .equals(JsonPath.read(
                                answer(get(one + "/final-evaluation")).getContentAsString(), "$.state")));
        record("getFinalEvaluation", get(one + "/final-evaluation"));
    }

    private void steering() throws Exception {
        String two = Examples.QUICK_EXPERIMENT
                .replaceFirst("\\{", "{\"rounds\": {\"count\": 2, \"mode\": \"APPROVE\"},")
                .replace("\"maxTrials\": 8", "\"maxTrials\": 40");
        String waiting = submitted(two);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> JsonPath.read(answer(get(waiting)).getContentAsString(), "$.awaitingApproval"));
        record("startRound", body(waiting + "/rounds", "{}"));
        String running = submitted(Examples.REFERENCE_EXPERIMENT);
        record("enqueueTrials", body(running + "/trials", Examples.CHOSEN_POINTS));
        record("pauseExperiment", post(running + "/pause"));
        record("resumeExperiment", post(running + "/resume"));
        record("cancelExperiment", post(running + "/cancel"));
    }

    private String submitted(String body) throws Exception {
        return EXPERIMENTS + "/" + JsonPath.read(answer(body(EXPERIMENTS, body)).getContentAsString(), "$.id");
    }

    private void awaitState(String experiment, String state) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state.equals(JsonPath.read(answer(get(experiment)).getContentAsString(), "$.state")));
    }

    private static RequestBuilder body(String path, String json) {
        return post(path).contentType(MediaType.APPLICATION_JSON).content(json);
    }

    private String record(String operation, RequestBuilder request) throws Exception {
        String json = answer(request).getContentAsString(StandardCharsets.UTF_8);
        String ofNoMachine = json.replaceAll("\"claimedBy\":\"[^/\"]+/", "\"claimedBy\":\"node-1/");
        write(operation, PRETTY.readTree(ofNoMachine));
        return json;
    }

    private static void write(String operation, JsonNode answer) throws Exception {
        Files.writeString(FOLDER.resolve(operation + ".json"), PRETTY.writeValueAsString(answer) + "\n");
    }

    private MockHttpServletResponse answer(RequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        assertThat(response.getStatus())
                .as(response.getContentAsString(StandardCharsets.UTF_8))
                .isBetween(200, 202);
        return response;
    }
}
