package dev.tamis.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.openapi.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Generated clients send null, or empty containers, for what nobody set: all of it counts as absent, wherever it stands. */
@ApiNodeTest
class AbsentFieldsTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Test
    void whatIsNullCountsAsAbsentAtEveryDepth() throws Exception {
        api.posts("""
                        {"name": "nulls", "searchSpaceId": null, "curve": null, "priority": null, "objective": null,
                         "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100, "stratified": null, "sha256": null},
                         "model": {"learningRate": null, "epochs": 2, "activation": null},
                         "searchSpace": {"learningRate": {"type": "float", "low": 1e-3, "high": 1e-2, "scale": null, "step": null},
                                         "weightDecay": null},
                         "sampler": {"type": null, "seed": null, "points": {"learningRate": null}},
                         "budget": {"maxTrials": 1, "parallelTrials": null, "maxFailedTrials": null}, "rounds": {"count": null, "mode": null}}""", EXPERIMENTS)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.weightDecay").doesNotExist())
                .andExpect(jsonPath("$.model.epochs").value(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}"})
    void anEmptySearchSpaceStandsInNobodysPlace(String empty) throws Exception {
        String id = JsonPath.read(
                api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        api.posts("""
                        {"name": "kept", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100}, "model": {},
                         "searchSpace": %s, "searchSpaceId": "%s", "budget": {"maxTrials": 1}}""".formatted(empty, id), EXPERIMENTS).andExpect(status().isCreated());
        api.posts("""
                        {"name": "none", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                         "searchSpace": %s}""".formatted(empty), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("searchSpace")))
                .andExpect(jsonPath("$.errors[0].code").value("MISSING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void anEmptyStartIsNoStart(String empty) throws Exception {
        api.posts("""
                        {"optimizer": "SGD", "learningRate": 0.1, "momentum": null, "function": {"a": null},
                         "start": %s, "steps": 1}""".formatted(empty), "/api/v1/analyses/optimizer-path")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.points[0][0]").value(-7.0));
    }

    @Test
    void aListHoldsNoNull() throws Exception {
        api.posts("""
                        {"searchSpace": {"x": {"type": "float", "low": 0, "high": 1}},
                         "trials": [{"parameters": {"x": 0.5}, "value": null}, null]}""", "/api/v1/range-suggestions")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("trials[1]")))
                .andExpect(jsonPath("$.errors[0].code").value("MISSING"));
    }

    @Test
    void wholeNumbersAreWholeHoweverTheyAreWritten() throws Exception {
        String body = Api.experimentWithTrials(2)
                .replace("\"seed\": 42", "\"seed\": 1e18")
                .replace("\"epochs\": 4", "\"epochs\": 4.0")
                .replace("\"maxTrials\": 2", "\"maxTrials\": 0.2e1");
        api.posts(body, EXPERIMENTS)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.sampler.seed").value(1_000_000_000_000_000_000L))
                .andExpect(jsonPath("$.budget.maxTrials").value(2))
                .andExpect(jsonPath("$.model.epochs").value(4));
        api.posts(body.replace("1e18", "9007199254740993.0"), EXPERIMENTS)
                .andExpect(jsonPath("$.sampler.seed").value(9_007_199_254_740_993L));
        for (String seed : List.of("1e19", "1e-1", "1e999999999", "9223372036854775808")) {
            api.posts(body.replace("1e18", seed), EXPERIMENTS)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[*].field").value(contains("sampler.seed")));
        }
    }

    @Test
    void namesCountCharactersAndNotHalvesOfThem() throws Exception {
        String longest = "\ud83d\ude00".repeat(200);
        api.posts(Api.experimentWithTrials(1).replace("small", longest), EXPERIMENTS)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.name").value(longest));
        api.posts(
                        Examples.SEARCH_SPACE.replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"" + longest + "\""),
                        "/api/v1/search-spaces")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.name").value(longest));
        api.posts(Api.experimentWithTrials(1).replace("small", longest + "x"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("name"));
    }

    @Test
    void whatCannotBeSeenIsShownByItsNumber() throws Exception {
        api.posts(Api.experimentWithTrials(1).replace("small", "\u00a0\u200b"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("name"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("\"\\u00a0\\u200b\"")));
        api.posts(Api.experimentWithTrials(1).replace("400", "\"1e-4\\u00a0\""), EXPERIMENTS)
                .andExpect(jsonPath("$.errors[0].message").value(containsString("but got \"1e-4\\u00a0\"")));
        api.posts(Api.experimentWithTrials(1).replace("1e-6", "\"1e-6\""), EXPERIMENTS)
                .andExpect(jsonPath("$.errors[0].message").value("must be a number, but got \"1e-6\""));
    }
}
