package dev.tamis.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.experiment.Trainables;
import dev.tamis.mlp.Hyperparameter;
import dev.tamis.search.Catalogue;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.OfTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiNodeTest
class CatalogueApiTest {

    private static final String CATALOGUE = "/api/v1/catalogue";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Test
    void everythingThereIsIsToldWithItsMeaning() throws Exception {
        api.reads(CATALOGUE)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.trainers[0].type").value("MLP"))
                .andExpect(jsonPath("$.trainers[0].objectives")
                        .value(contains(
                                "validationAccuracy", "validationLoss", "trainingSeconds", "parameters", "epochs")))
                .andExpect(jsonPath("$.samplers[0].type").value("RANDOM"))
                .andExpect(jsonPath("$.samplers[0].settings").value(hasSize(0)))
                .andExpect(
                        jsonPath("$.samplers[?(@.type == 'GRID')].meaning").value(contains("takes every combination")))
                .andExpect(jsonPath("$.samplers[?(@.type == 'GRID')].settings[0].name")
                        .value("points"))
                .andExpect(jsonPath("$.samplers[?(@.type == 'GRID')].settings[0].low")
                        .value(2.0))
                .andExpect(jsonPath("$.samplers[?(@.type == 'GRID')].settings[0].byHyperparameter")
                        .value(true))
                .andExpect(jsonPath("$.pruners[*].type")
                        .value(contains(
                                "NONE",
                                "MEDIAN",
                                "SUCCESSIVE_HALVING",
                                "HYPERBAND",
                                "FIRST_EPOCHS",
                                "PATIENCE",
                                "THRESHOLD")))
                .andExpect(jsonPath("$.optimizers[?(@.type == 'ADAM')].hyperparameters[*]")
                        .value(contains("beta1", "beta2", "epsilon")))
                .andExpect(jsonPath("$.initializers[?(@.type == 'NORMAL')].hyperparameters[*]")
                        .value(contains("initializerStd")))
                .andExpect(
                        jsonPath("$.activations[?(@.type == 'RELU')].meaning").value(contains("max(0, z)")));
    }

    @Test
    void everyHyperparameterIsToldAsItIsChecked() throws Exception {
        JsonNode told = new JsonMapper()
                .readTree(api.reads(CATALOGUE).andReturn().getResponse().getContentAsString())
                .at("/trainers/0/hyperparameters");
        assertThat(told).hasSize(Hyperparameter.values().length);
        int at = 0;
        for (Hyperparameter each : Hyperparameter.values()) {
            JsonNode row = told.get(at++);
            assertThat(row.path("name").asString()).isEqualTo(each.key());
            assertThat(row.path("kind").asString())
                    .isEqualTo(each.legal().kind().name());
            assertThat(each.checked(plain(row.path("defaultValue"))))
                    .as(each.key())
                    .isEqualTo(each.defaultValue());
            assertThat(row.path("choices").valueStream().map(JsonNode::asString))
                    .containsExactlyElementsOf(each.legal().choices().keySet());
            assertThat(row.path("meaning").asString()).isNotBlank().doesNotEndWith(".");
        }
        JsonNode rate = told.get(Hyperparameter.LEARNING_RATE.ordinal());
        assertThat(rate.path("low").doubleValue()).isZero();
        assertThat(rate.path("lowIncluded").booleanValue()).isFalse();
        assertThat(rate.path("usualScale").asString()).isEqualTo("log");
        assertThat(told.get(Hyperparameter.BATCH_NORM.ordinal()).path("low").isNull())
                .isTrue();
    }

    /** What the catalogue names can be submitted, and what it does not cannot. */
    @Test
    void whatIsToldIsWhatIsTaken() throws Exception {
        String told = api.reads(CATALOGUE).andReturn().getResponse().getContentAsString();
        List<Map<String, Object>> hyperparameters = JsonPath.read(told, "$.trainers[0].hyperparameters");
        for (Map<String, Object> each : hyperparameters) {
            if (!each.get("name").equals("learningRate") && !each.get("name").equals("weightDecay")) {
                String fixed = new JsonMapper().writeValueAsString(Map.of(each.get("name"), each.get("defaultValue")));
                api.posts(
                                Api.experimentWithTrials(1).replace("{\"hiddenLayers\": 1, \"epochs\": 4}", fixed),
                                "/api/v1/experiments?dryRun=true")
                        .andExpect(status().isOk());
            }
        }
        String types = String.join(", ", JsonPath.<List<String>>read(told, "$.samplers[*].type"));
        api.posts(
                        Api.experimentWithTrials(1).replace("{\"seed\": 42}", "{\"type\": \"GENETIC\"}"),
                        "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(
                        jsonPath("$.errors[0].message").value("must be one of [" + types + "], but got \"GENETIC\""));
    }

    /** Tests bring a sampler and a trainer of their own, which nobody else has. */
    @Test
    void theDocumentedExampleIsTheWholeOfIt() throws Exception {
        JsonMapper json = new JsonMapper();
        JsonNode example = json.readTree(Path.of("src/main/resources/dev/tamis/web/openapi/answers/getCatalogue.json")
                .toFile());
        String told = api.reads(CATALOGUE).andReturn().getResponse().getContentAsString();

        assertThat(OfTests.types(Catalogue.SAMPLERS)).containsExactly("LEARNING");
        assertThat(OfTests.types(Trainables.ALL)).containsExactly("VALLEY");
        assertThat(OfTests.without(json.readTree(told))).isEqualTo(example);
    }

    @Test
    void whoHasItIsToldSo() throws Exception {
        String tag = api.reads(CATALOGUE).andReturn().getResponse().getHeader("ETag");
        assertThat(tag).isNotNull();
        mvc.perform(get(CATALOGUE).header("If-None-Match", tag)).andExpect(status().isNotModified());
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : value.isNumber() ? (Object) value.asDouble() : value.asString();
    }
}
