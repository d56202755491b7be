package dev.tamis.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.Tunable;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.DocumentedApi;
import dev.tamis.web.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiNodeTest
class OpenApiTest {

    private static final String ONE = "/api/v1/experiments/{id}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void everyOperationOfTheContractIsThere() throws Exception {
        JsonNode paths = document().get("paths");
        Map.ofEntries(
                        Map.entry("/api/v1/search-spaces", List.of("get", "post")),
                        Map.entry("/api/v1/search-spaces/{id}", List.of("get")),
                        Map.entry("/api/v1/experiments", List.of("get", "post")),
                        Map.entry(ONE, List.of("get", "delete")),
                        Map.entry(ONE + "/pause", List.of("post")),
                        Map.entry(ONE + "/resume", List.of("post")),
                        Map.entry(ONE + "/cancel", List.of("post")),
                        Map.entry(ONE + "/trials", List.of("get", "post")),
                        Map.entry(ONE + "/trials/{number}", List.of("get")),
                        Map.entry(ONE + "/trials/{number}/curve", List.of("get")),
                        Map.entry(ONE + "/leaderboard", List.of("get")),
                        Map.entry(ONE + "/range-suggestions", List.of("get")),
                        Map.entry(ONE + "/rounds", List.of("get")),
                        Map.entry("/api/v1/catalogue", List.of("get")),
                        Map.entry("/api/v1/datasets", List.of("get", "post")),
                        Map.entry("/api/v1/datasets/{name}", List.of("get", "delete")))
                .forEach((path, verbs) ->
                        assertThat(paths.path(path).propertyNames()).as(path).containsAll(verbs));
    }

    @Test
    void everyOperationSaysWhatItDoesAndHowItRefuses() throws Exception {
        for (JsonNode operation : operations()) {
            assertThat(operation.path("summary").asString(""))
                    .as("%s", operation)
                    .isNotEmpty();
            assertThat(operation.path("tags")).as("%s", operation).hasSize(1);
            assertThat(operation.get("responses").propertyNames())
                    .as("%s", operation)
                    .contains("400", "405", "406", "413", "500", "503");
        }
    }

    @Test
    void submissionsSayThatTheyCreate() throws Exception {
        for (String path : List.of("/api/v1/experiments", "/api/v1/search-spaces")) {
            JsonNode responses = document().get("paths").get(path).get("post").get("responses");
            assertThat(responses
                            .at("/201/content/application~1json/schema/$ref")
                            .asString(""))
                    .startsWith("#/components/schemas/");
            assertThat(responses.at("/201/headers/Location").isMissingNode()).isFalse();
            assertThat(responses.propertyNames()).contains("400", "413", "415");
        }
        assertThat(document()
                        .get("paths")
                        .get(ONE + "/pause")
                        .get("post")
                        .get("responses")
                        .propertyNames())
                .contains("202", "404", "409")
                .doesNotContain("200");
        assertThat(document()
                        .get("paths")
                        .get(ONE)
                        .get("delete")
                        .get("responses")
                        .propertyNames())
                .contains("204")
                .doesNotContain("200");
    }

    @Test
    void anUploadIsDocumentedAsAForm() throws Exception {
        JsonNode document = document();
        JsonNode upload = document.at("/paths/~1api~1v1~1datasets/post");
        assertThat(upload.at("/requestBody/content").propertyNames()).containsExactly("multipart/form-data");
        assertThat(upload.path("parameters").findValuesAsString("name")).containsExactly("Idempotency-Key");
        assertThat(upload.get("responses").propertyNames()).contains("201", "400", "409", "413", "415", "503");
        assertThat(upload.at("/responses/201/headers/Location").isMissingNode()).isFalse();
        JsonNode form = document.at("/components/schemas/DatasetUpload");
        assertThat(texts(form.get("required"))).containsExactlyInAnyOrder("file", "name");
        assertThat(form.at("/properties/file/format").asString()).isEqualTo("binary");
        assertThat(form.at("/properties").propertyNames())
                .containsExactlyInAnyOrder("file", "name", "label", "testShare", "testFile", "scaling", "visibility");
        JsonNode removal = document.at("/paths/~1api~1v1~1datasets~1{name}/delete/responses");
        assertThat(removal.propertyNames()).contains("204", "404", "409").doesNotContain("200");
    }

    @Test
    void everyExampleIsAcceptedAsItIs() throws Exception {
        int sent = 0;
        for (Map.Entry<String, JsonNode> path : document().get("paths").properties()) {
            JsonNode examples = path.getValue().at("/post/requestBody/content/application~1json/examples");
            JsonNode answers = path.getValue().at("/post/responses");
            int expected = answers.has("201") ? 201 : answers.has("202") ? 202 : 200;
            for (JsonNode example : examples) {
                JsonNode value = example.get("value");
                String address = path.getKey().contains("{id}")
                        ? path.getKey().replace("{id}", anExperimentFor(path.getKey()))
                        : path.getKey();
                api.posts(value.isString() ? value.asString() : value.toString(), address)
                        .andExpect(status().is(expected));
                sent++;
            }
        }
        assertThat(sent).isGreaterThanOrEqualTo(5);
    }

    private String anExperimentFor(String path) throws Exception {
        if (path.endsWith("/trials")) {
            return api.anExperimentWithTrials(4).toString(); // which goes on
        }
        UUID id = path.endsWith("/rounds") ? api.anExperimentThatAsksForApproval() : api.anExperimentWithTrials(2);
        worker.trainAll(id);
        return id.toString();
    }

    /** Swagger UI fills its form with the examples and defaults of parameters; what it then sends must be sensible. */
    @Test
    void whatTheFormIsFilledWithIsAccepted() throws Exception {
        UUID ended = api.anExperimentWithIterations();
        worker.trainAll(ended);
        mvc.perform(post("/api/v1/experiments/{id}/final-evaluation", ended)).andExpect(status().isAccepted());
        String id = ended.toString();
        for (Map.Entry<String, JsonNode> path : document().get("paths").properties()) {
            if (!path.getValue().has("get")
                    || path.getKey().contains("/search-spaces/{id}")
                    || path.getKey().contains("/tokens/{id}")) {
                continue;
            }
            StringBuilder query = new StringBuilder("?");
            for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                if (parameter.get("in").asString().equals("header")) {
                    continue;
                }
                assertThat(parameter.get("name").asString()).matches("[a-z][A-Za-z]*");
                JsonNode filled = parameter.path("example").isMissingNode()
                        ? parameter.at("/schema/default")
                        : parameter.path("example");
                if (parameter.get("in").asString().equals("query") && !filled.isMissingNode()) {
                    query.append(parameter.get("name").asString())
                            .append('=')
                            .append(filled.asString())
                            .append('&');
                }
            }
            String address =
                    path.getKey().replace("{id}", id).replace("{number}", "1").replace("{name}", "mnist");
            mvc.perform(get(address + query)).andExpect(status().isOk());
        }
    }

    @Test
    void operationsHaveNamesThatClientsCanBeGeneratedFrom() throws Exception {
        assertThat(operations())
                .extracting(operation -> operation.get("operationId").asString())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-zA-Z]+"));
    }

    @Test
    void everyPostWithABodyHasAnExample() throws Exception {
        for (JsonNode operation : operations()) {
            if (operation.has("requestBody")) {
                for (JsonNode content : operation.at("/requestBody/content")) {
                    if (content.at("/schema/format").asString("").equals("binary")) {
                        continue; // no text could show it
                    }
                    assertThat(content.path("examples"))
                            .as("%s", operation.get("summary"))
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyHyperparameterIsDocumentedAsItIsChecked() throws Exception {
        JsonNode schemas = document().at("/components/schemas");
        JsonNode model = schemas.at("/Model/properties");
        assertThat(model.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Trainables.ALL.entries().stream()
                        .flatMap(each -> each.tunables().stream())
                        .map(Tunable::key)
                        .toList());
        assertThat(schemas.at("/SearchSpace/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(model.propertyNames());
        assertThat(model.at("/dropout/exclusiveMaximum").doubleValue()).isEqualTo(1);
        assertThat(model.at("/dropout/minimum").doubleValue()).isEqualTo(0);
        assertThat(model.at("/optimizer/enum").toString())
                .isEqualTo("[\"SGD\",\"MOMENTUM\",\"NAG\",\"ADAGRAD\",\"ADAM\"]");
        assertThat(model.at("/hiddenUnits/type").asString()).isEqualTo("integer");
        assertThat(model.at("/hiddenUnits/description").asString()).endsWith("; 100 if missing");
        assertThat(schemas.get("Model").toString())
                .as("a generated client would send every default, also of what is searched")
                .doesNotContain("\"default\"");
    }

    @Test
    void boundsStandInSchemasAndNotInProseAlone() throws Exception {
        JsonNode path = document().at("/components/schemas/OptimizerPathRequest/properties");
        for (String aboveZero : List.of("learningRate", "epsilon")) {
            assertThat(path.at("/" + aboveZero + "/exclusiveMinimum").isNumber())
                    .as(aboveZero)
                    .isTrue();
            assertThat(path.at("/" + aboveZero + "/exclusiveMinimum").doubleValue())
                    .isZero();
        }
        assertThat(path.at("/start/minItems").intValue()).isEqualTo(2);
        assertThat(path.at("/start/maxItems").intValue()).isEqualTo(2);
        assertThat(document()
                        .at("/components/schemas/BroughtTrials/properties/trials/maxItems")
                        .intValue())
                .isEqualTo(100_000);
        for (JsonNode parameter : document().get("paths").get(ONE + "/curves").at("/get/parameters")) {
            if (parameter.get("name").asString().equals("trial")) {
                assertThat(parameter.at("/schema/maxItems").asInt(-1))
                        .as("%s", parameter)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void theIdsInFormsAreOfWhatThereIs() throws Exception {
        UUID ended = api.anExperimentWithTrials(1);
        worker.trainAll(ended);
        UUID running = api.anExperimentWithTrials(1);
        JsonNode paths = document().get("paths");
        assertThat(paths.at(pointer(ONE + "/leaderboard", "get")).asString()).isEqualTo(ended.toString());
        assertThat(paths.at(pointer(ONE + "/pause", "post")).asString()).isEqualTo(running.toString());
        worker.trainAll(running);
        assertThat(document()
                        .get("paths")
                        .at(pointer(ONE + "/leaderboard", "get"))
                        .asString())
                .isEqualTo(running.toString());
        cancelAllThatGoOn();
        assertThat(document().get("paths").at(pointer(ONE + "/pause", "post")).asString())
                .as("where nothing goes on, one that says so when it is asked to pause")
                .isEqualTo(running.toString());
    }

    @Test
    void theIterationsInFormsAreOfOneThatKeepsThem() throws Exception {
        UUID keeps =
                api.submits(Api.experimentWithTrials(1).replace("\"budget\"", "\"curve\": \"ITERATION\", \"budget\""));
        worker.trainAll(keeps);
        worker.trainAll(api.anExperimentWithTrials(1));
        assertThat(document()
                        .get("paths")
                        .at(pointer(ONE + "/trials/{number}/iterations", "get"))
                        .asString())
                .isEqualTo(keeps.toString());
    }

    private void cancelAllThatGoOn() throws Exception {
        for (String state : List.of("RUNNING", "PAUSED")) {
            String page = api.reads("/api/v1/experiments?size=1000&state=" + state)
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            for (JsonNode experiment : new JsonMapper().readTree(page).get("content")) {
                api.asksTo("cancel", UUID.fromString(experiment.get("id").asString()));
            }
        }
    }

    private static String pointer(String path, String method) {
        return "/" + path.replace("/", "~1") + "/" + method + "/parameters/0/example";
    }

    @Test
    void theNamesOfTypesAreWordsOfTheApi() throws Exception {
        assertThat(document().at("/components/schemas").propertyNames())
                .contains("ExperimentPage", "RoundPage", "DatasetPage")
                .noneMatch(name -> name.contains("View"));
    }

    @Test
    void nothingStandsBesideAReferenceThatChangesIt() throws Exception {
        for (JsonNode node : document().findParents("$ref")) {
            assertThat(node.propertyNames()).doesNotContain("type", "additionalProperties", "properties", "items");
        }
    }

    @Test
    void boundsThatAreToldAreKeywordsToo() throws Exception {
        Pattern told = Pattern.compile("(?:^|, |per layer, )(-?[0-9]+) to ([0-9]+)(?:[;,. ].*|$)");
        int checked = 0;
        for (JsonNode schema : document().findParents("description")) {
            if (!schema.get("description").isString()) {
                continue; // a property of that name
            }
            Matcher bounds = told.matcher(schema.get("description").asString());
            String type = schema.path("type").toString();
            if (bounds.find() && (type.contains("integer") || type.contains("number"))) {
                assertThat(schema.path("minimum").asInt(-9))
                        .as("%s", schema)
                        .isEqualTo(Integer.parseInt(bounds.group(1)));
                assertThat(schema.path("maximum").asInt(-9))
                        .as("%s", schema)
                        .isEqualTo(Integer.parseInt(bounds.group(2)));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    @Test
    void defaultsAndExamplesAreOfTheirType() throws Exception {
        for (JsonNode schema : document().findParents("type")) {
            String type = schema.get("type").toString();
            if (type.contains("integer") || type.contains("number")) {
                assertThat(schema.path("default").isString()).as("%s", schema).isFalse();
                assertThat(schema.path("example").isString()).as("%s", schema).isFalse();
                assertThat(schema.has("format") || schema.has("enum"))
                        .as("%s", schema)
                        .isTrue();
            }
        }
    }

    @Test
    void everyRefusalHasAnExampleOfItsOwnStatusThatIsAsDocumented() throws Exception {
        JsonNode document = document();
        DocumentedApi judge = new DocumentedApi(document.toString());
        int examples = 0;
        for (JsonNode operation : operations()) {
            for (Map.Entry<String, JsonNode> response :
                    operation.get("responses").properties()) {
                if (Integer.parseInt(response.getKey()) < 400) {
                    continue;
                }
                JsonNode shared =
                        document.at(response.getValue().get("$ref").asString().substring(1));
                for (Map.Entry<String, JsonNode> example :
                        shared.at("/content/application~1problem+json/examples").properties()) {
                    JsonNode value = example.getValue().get("value");
                    assertThat(value.get("status").asInt()).isEqualTo(Integer.parseInt(response.getKey()));
                    assertThat(value.get("code").asString()).isEqualTo(example.getKey());
                    assertThat(judge.complaints("Problem", value.toString())).isEmpty();
                    examples++;
                }
            }
        }
        assertThat(examples).isGreaterThan(100);
    }

    @Test
    void everyAnswerHasAnExampleThatIsAsDocumented() throws Exception {
        DocumentedApi judge = new DocumentedApi(document().toString());
        int examples = 0;
        for (JsonNode operation : operations()) {
            String name = operation.get("operationId").asString();
            for (Map.Entry<String, JsonNode> response :
                    operation.get("responses").properties()) {
                JsonNode json = response.getValue().at("/content/application~1json");
                // An export is as long as its experiment.
                if (json.isMissingNode() || name.equals("exportExperiment")) {
                    continue;
                }
                assertThat(json.path("example").isObject())
                        .as("an example of %s; RecordAnswers records them", name)
                        .isTrue();
                assertThat(judge.complaints(
                                json.get("schema"), json.get("example").toString()))
                        .as("%s; where a field came or went: ./mvnw test -Dtest=RecordAnswers", name)
                        .isEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(25);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document();
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asString().substring(1)).isMissingNode())
                    .as("%s", reference)
                    .isFalse();
        }
    }

    @Test
    void whatIsRequiredIsMarked() throws Exception {
        JsonNode schemas = document().at("/components/schemas");
        assertThat(texts(schemas.at("/ExperimentRequest/required"))).containsExactlyInAnyOrder("name", "dataset");
        assertThat(texts(schemas.at("/SearchSpaceRequest/required"))).containsExactlyInAnyOrder("name", "searchSpace");
        assertThat(schemas.at("/ExperimentRequest/properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "trainer",
                        "dataset",
                        "model",
                        "searchSpace",
                        "searchSpaceId",
                        "points",
                        "warmStart",
                        "sampler",
                        "pruner",
                        "objective",
                        "objectives",
                        "constraints",
                        "budget",
                        "rounds",
                        "validation",
                        "confirm",
                        "curve",
                        "priority",
                        "visibility");
    }

    @Test
    void thePageIsServedWithoutANetwork() throws Exception {
        String target = mvc.perform(get("/swagger-ui.html"))
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(target).startsWith("/swagger-ui/");
        String page = mvc.perform(get(target))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
        mvc.perform(get("/swagger-ui/swagger-ui-bundle.js")).andExpect(status().isOk());
        String settings = mvc.perform(get("/v3/api-docs/swagger-config"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(new JsonMapper().readTree(settings).path("url").asString()).isEqualTo("/v3/api-docs");
    }

    @Test
    void theStartPageNeedsNothingElse() throws Exception {
        String page = mvc.perform(get("/index.html"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("swagger-ui.html").doesNotContain("http://", "https://", "//cdn");
        mvc.perform(get("/")).andExpect(status().isOk());
    }

    private JsonNode document() throws Exception {
        return new JsonMapper()
                .readTree(mvc.perform(get("/v3/api-docs"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    private List<JsonNode> operations() throws Exception {
        List<JsonNode> operations = new ArrayList<>();
        document().get("paths").forEach(path -> path.forEach(operations::add));
        assertThat(operations).hasSizeGreaterThanOrEqualTo(17);
        return operations;
    }

    private static TreeSet<String> texts(JsonNode list) {
        TreeSet<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}
