package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs go by: every problem and every offending field has a code of a documented set. */
@ApiNodeTest
class ErrorCodesTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    private static final Path PAGE = Path.of("src/site/markdown/api.md");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void everyReasonToRefuseIsACodeWithAStatus() {
        Collection<JavaClass> codes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tamis")
                .get(Refusal.Code.class)
                .getAllSubclasses();
        List<String> reasons = codes.stream()
                .map(JavaClass::reflect)
                .flatMap(each -> Arrays.stream(each.getEnumConstants()))
                .map(each -> ((Refusal.Code) each).name())
                .toList();

        assertThat(reasons).contains("NOT_FOUND", "NAME_TAKEN", "DATASET_TOO_LARGE", "NO_TEST_ROWS");
        assertThat(names(ProblemCode.values())).containsAll(reasons);
    }

    @Test
    void theDocumentListsTheCodes() throws Exception {
        JsonNode schemas = JsonMapper.shared()
                .readTree(api.reads("/v3/api-docs").andReturn().getResponse().getContentAsString())
                .at("/components/schemas");

        assertThat(texts(schemas.at("/Problem/properties/code/enum"))).isEqualTo(names(ProblemCode.values()));
        assertThat(texts(schemas.at("/ProblemField/properties/code/enum"))).isEqualTo(names(FieldCode.values()));
    }

    @Test
    void thePageOfTheApiHasTheTables() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(page)
                .contains(Arrays.stream(ProblemCode.values())
                        .map(each -> "| `%s` | %d | %s |"
                                .formatted(each, each.status().value(), each.meaning()))
                        .collect(Collectors.joining("\n", "| --- | --- | --- |\n", "\n\n")));
        assertThat(page)
                .contains(Arrays.stream(FieldCode.values())
                        .map(each -> "| `%s` | %s |".formatted(each, each.meaning()))
                        .collect(Collectors.joining("\n", "| --- | --- |\n", "\n")));
    }

    @Test
    void conflictsThatCallForDifferentDeedsHaveDifferentCodes() throws Exception {
        UUID running = api.anExperimentWithTrials(1);
        conflict(api.asksTo("resume", running), "ILLEGAL_TRANSITION");
        conflict(api.asksTo("rounds", running), "NOT_AWAITING_APPROVAL");
        conflict(api.asksTo("final-evaluation", running), "EXPERIMENT_NOT_ENDED");
        api.asksTo("cancel", running);
        conflict(api.asksTo("final-evaluation", running), "NO_COMPLETED_TRIAL");
        conflict(api.asksTo("cancel", running), "ILLEGAL_TRANSITION")
                .andExpect(jsonPath("$.state").value("CANCELLED"));

        UUID waiting = api.anExperimentThatAsksForApproval();
        worker.trainAll(waiting);
        conflict(api.asksTo("resume", waiting), "AWAITING_APPROVAL");

        String key = UUID.randomUUID().toString();
        submit(key, Api.experimentWithTrials(1)).andExpect(status().isCreated());
        conflict(submit(key, Api.experimentWithTrials(2)), "IDEMPOTENCY_KEY_REUSED")
                .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"))
                .andExpect(jsonPath("$.errors[0].code").value("CONFLICT"));
        conflict(mvc.perform(delete("/api/v1/datasets/mnist")), "DATASET_BUILT_IN");
    }

    @Test
    void eachFieldSaysWhatIsWrongWithIt() throws Exception {
        String body = """
                {"nam": "x", "dataset": {"name": "cifar", "trainSize": "many", "validationSize": 0},
                 "model": {"dropout": 1, "hiddenLayers": 2, "activation": "COSINE", "batchNorm": "yes"},
                 "searchSpace": {"learningRate": {"type": "float", "low": 2, "high": 1},
                                 "hiddenLayers": {"type": "int", "low": 1, "high": 4},
                                 "epochs": {"type": "int", "high": "4", "speed": 3},
                                 "optimizer": {"type": "categorical", "choices": ["SGD", "SGD", null]},
                                 "layers": {"type": "normal"}},
                 "searchSpaceId": "x",
                 "budget": {"maxTrials": 1, "maxTrials": -5}}""";
        JsonNode errors = JsonMapper.shared()
                .readTree(api.posts(body, EXPERIMENTS).andReturn().getResponse().getContentAsString())
                .get("errors");

        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(each -> each.get("field").asString() + " "
                                + each.get("code").asString()))
                .containsExactlyInAnyOrder(
                        "nam UNKNOWN_FIELD",
                        "name MISSING",
                        "dataset.name NOT_ONE_OF",
                        "dataset.trainSize WRONG_TYPE",
                        "model.dropout OUT_OF_RANGE",
                        "model.activation NOT_ONE_OF",
                        "model.batchNorm WRONG_TYPE",
                        "searchSpace.learningRate.low CONFLICT",
                        "searchSpace.hiddenLayers CONFLICT",
                        "searchSpace.epochs.low MISSING",
                        "searchSpace.epochs.high WRONG_TYPE",
                        "searchSpace.epochs.speed UNKNOWN_FIELD",
                        "searchSpace.optimizer.choices[2] MISSING",
                        "searchSpace.layers UNKNOWN_FIELD",
                        "searchSpace.layers.type NOT_ONE_OF",
                        "searchSpaceId MALFORMED",
                        "searchSpaceId CONFLICT",
                        "budget.maxTrials DUPLICATE",
                        "budget.maxTrials OUT_OF_RANGE");
    }

    private ResultActions submit(String key, String body) throws Exception {
        return mvc.perform(post(EXPERIMENTS)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private static ResultActions conflict(ResultActions answer, String code) throws Exception {
        return answer.andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value(code));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
