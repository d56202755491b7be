package dev.tamis.web.analysis;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.openapi.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiNodeTest
class AnalysesApiTest {

    private static final String PATH = "/api/v1/analyses/optimizer-path";
    private static final String DISTRIBUTION = "/api/v1/analyses/activation-distribution";

    @Autowired
    private Api api;

    /** Where double precision arrives after 30 updates on x^2 / 20 + y^2 from (-7, 2). */
    @ParameterizedTest
    @CsvSource({
        "SGD, 0.95, -0.3503929957523, 0.0847823165504",
        "MOMENTUM, 0.1, 0.8964138584937, 0.0880856017151",
        "ADAGRAD, 1.5, -0.1201623223142, 2.5e-17",
        "ADAM, 0.3, 0.1360068523950, 0.3182453755372"
    })
    void thirtyUpdatesFromTheLecturesStartArriveWhereDoublePrecisionDoes(
            String optimizer, double rate, double x, double y) throws Exception {
        api.posts("{\"optimizer\": \"%s\", \"learningRate\": %s}".formatted(optimizer, rate), PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.points", hasSize(31)))
                .andExpect(jsonPath("$.points[0]").value(contains(-7.0, 2.0)))
                .andExpect(jsonPath("$.points[30][0]").value(closeTo(x, 2e-5), Double.class))
                .andExpect(jsonPath("$.final[0]").value(closeTo(x, 2e-5), Double.class))
                .andExpect(jsonPath("$.final[1]").value(closeTo(y, 2e-5), Double.class))
                .andExpect(jsonPath("$.values[0]").value(closeTo(6.45, 1e-9), Double.class))
                .andExpect(jsonPath("$.values[30]").value(closeTo(x * x / 20 + y * y, 1e-5), Double.class));
    }

    @Test
    void functionAndStartAreTheClients() throws Exception {
        api.posts("""
                        {"function": {"a": 2, "b": 0.5}, "start": [1, -4], "optimizer": "SGD", "learningRate": 0.125,
                         "steps": 2}""", PATH)
                .andExpect(jsonPath("$.points[*][0]").value(contains(1.0, 0.5, 0.25)))
                .andExpect(jsonPath("$.points[*][1]").value(contains(-4.0, -3.5, -3.0625)))
                .andExpect(jsonPath("$.values").value(contains(10.0, 6.625, 4.814453125)));
    }

    @Test
    void aPathThatLeavesTheNumbersSaysSoWithNull() throws Exception {
        api.posts("{\"optimizer\": \"SGD\", \"learningRate\": 100, \"steps\": 100}", PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.final").value(contains(nullValue(), nullValue())))
                .andExpect(jsonPath("$.values[100]").value(nullValue()));
    }

    @Test
    void everythingThatIsWrongWithAPathIsNamed() throws Exception {
        api.posts("""
                        {"function": {"a": "steep", "c": 1}, "start": [1], "learningRate": 0, "momentum": 1, "epsilon": 2,
                         "steps": 10001}""", PATH)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder(
                                "function.a",
                                "function.c",
                                "start",
                                "optimizer",
                                "learningRate",
                                "momentum",
                                "epsilon",
                                "steps")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2, 3]", "[1]"})
    void aStartIsTwoNumbers(String start) throws Exception {
        api.posts("{\"optimizer\": \"SGD\", \"learningRate\": 1, \"start\": %s}".formatted(start), PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("start")));
    }

    @Test
    void eachLayerHasAHistogramOfAllItsActivations() throws Exception {
        api.posts("""
                        {"layers": 3, "units": 20, "samples": 50, "activation": "TANH", "initializer": "XAVIER", "bins": 4,
                         "seed": 7}""", DISTRIBUTION)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.seed").value(7))
                .andExpect(jsonPath("$.layers[*].layer").value(contains(1, 2, 3)))
                .andExpect(jsonPath("$.layers[0].histogram.edges").value(contains(-1.0, -0.5, 0.0, 0.5, 1.0)))
                .andExpect(jsonPath("$.layers[0].histogram.counts.sum()").value(1000.0))
                .andExpect(jsonPath("$.layers[2].histogram.counts.sum()").value(1000.0));
    }

    @Test
    void itsDefaultsAreTheLectures() throws Exception {
        api.posts("{\"activation\": \"RELU\", \"initializer\": \"HE\"}", DISTRIBUTION)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.seed").isNumber())
                .andExpect(jsonPath("$.layers", hasSize(5)))
                .andExpect(jsonPath("$.layers[4].histogram.edges", hasSize(31)));
    }

    @Test
    void everythingThatIsWrongWithADistributionIsNamed() throws Exception {
        api.posts("""
                        {"layers": 0, "units": 2001, "samples": 0.5, "activation": "STEP", "initializerStd": -1, "bins": 0,
                         "seed": "x", "depth": 5}""", DISTRIBUTION)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder(
                                "depth",
                                "layers",
                                "units",
                                "samples",
                                "activation",
                                "initializer",
                                "initializerStd",
                                "bins",
                                "seed")));
    }

    @Test
    void whatWouldFillTheMemoryIsRefused() throws Exception {
        api.posts("""
                        {"layers": 64, "units": 2000, "samples": 10000, "activation": "RELU", "initializer": "HE"}""", DISTRIBUTION)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("samples")));
    }

    @Test
    void theDocumentedExamplesWork() throws Exception {
        api.posts(Examples.OPTIMIZER_PATH, PATH).andExpect(status().isOk());
        api.posts(Examples.ACTIVATION_DISTRIBUTION, DISTRIBUTION).andExpect(status().isOk());
    }
}
