package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Hyperparameters that are there in some trials only. */
@ApiNodeTest
class ConditionsApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String SPACE = """
            {"optimizer": {"type": "categorical", "choices": ["SGD", "MOMENTUM", "ADAM"]},
             "momentum": {"type": "float", "low": 0.5, "high": 0.99, "when": {"optimizer": ["MOMENTUM"]}},
             "learningRate": {"type": "float", "low": 1e-4, "high": 1e-1, "scale": "log"}}""";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void trialsHaveWhatIsThereAndNothingElseWhereverTheyAreShown() throws Exception {
        UUID id = api.submits(submission(SPACE, "RANDOM", 60));
        worker.trainAll(id, member -> {
            Object momentum = member.parameters().values().get("momentum");
            assertThat(momentum != null)
                    .isEqualTo("MOMENTUM".equals(member.parameters().values().get("optimizer")));
            return momentum == null ? 0.3 : 0.9 - 0.8 * Math.abs((Double) momentum - 0.9);
        });

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.searchSpace.momentum.when.optimizer[0]").value("MOMENTUM"))
                .andExpect(jsonPath("$.searchSpace.optimizer.when").doesNotExist())
                .andExpect(jsonPath("$.warnings").isEmpty());
        String trials = api.reads(EXPERIMENTS + "/{id}/trials?size=60", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<Map<String, Object>> points = JsonPath.read(trials, "$.content[*].parameters");
        assertThat(points)
                .hasSize(60)
                .allSatisfy(point ->
                        assertThat(point.containsKey("momentum")).isEqualTo("MOMENTUM".equals(point.get("optimizer"))));
        api.reads(EXPERIMENTS + "/{id}/leaderboard?top=1", id)
                .andExpect(jsonPath("$.entries[0].parameters.optimizer").value("MOMENTUM"))
                .andExpect(jsonPath("$.entries[0].parameters.momentum").isNumber());
        String columns = api.reads(EXPERIMENTS + "/{id}/points", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<Object> momenta = JsonPath.read(columns, "$.parameters.momentum");
        List<Object> optimizers = JsonPath.read(columns, "$.parameters.optimizer");
        for (int i = 0; i < 60; i++) {
            assertThat(momenta.get(i) != null).isEqualTo("MOMENTUM".equals(optimizers.get(i)));
        }
        String[] csv = api.reads(EXPERIMENTS + "/{id}/export?format=csv", id)
                .andReturn()
                .getResponse()
                .getContentAsString()
                .split("\r\n");
        assertThat(csv[0]).startsWith("number,round,state,objectiveValue,optimizer,momentum,learningRate,");
        assertThat(csv)
                .filteredOn(line -> line.contains(",ADAM,"))
                .isNotEmpty()
                .allMatch(line -> line.contains(",ADAM,,"));
        assertThat(csv).filteredOn(line -> line.contains(",MOMENTUM,")).noneMatch(line -> line.contains(",MOMENTUM,,"));
    }

    @Test
    void aRangeIsSuggestedByTheTrialsThatHaveItAndKeepsItsCondition() throws Exception {
        UUID id = api.submits(submission(SPACE, "RANDOM", 100).replace("\"budget\"", """
                "rounds": {"count": 2, "mode": "APPROVE"}, "budget\""""));
        worker.trainAll(id, member -> {
            Object momentum = member.parameters().values().get("momentum");
            return momentum == null ? 0.3 : 0.9 - 1.5 * Math.abs((Double) momentum - 0.9);
        });

        String suggested = api.reads(EXPERIMENTS + "/{id}/range-suggestions", id)
                .andExpect(jsonPath("$.basedOnTrials").value(50))
                .andExpect(jsonPath("$.suggestions[1].parameter").value("momentum"))
                .andExpect(jsonPath("$.suggestions[1].verdict").value("NARROW"))
                .andExpect(
                        jsonPath("$.suggestions[1].current.when.optimizer[0]").value("MOMENTUM"))
                .andExpect(
                        jsonPath("$.suggestions[1].suggested.when.optimizer[0]").value("MOMENTUM"))
                .andExpect(
                        jsonPath("$.suggestedSpace.momentum.when.optimizer[0]").value("MOMENTUM"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String importance = api.reads(EXPERIMENTS + "/{id}/importance", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(JsonPath.<Number>read(importance, "$.importance.momentum").doubleValue())
                .isGreaterThan(0.1);

        api.posts("{}", EXPERIMENTS + "/" + id + "/rounds")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.momentum.when.optimizer[0]").value("MOMENTUM"));
        worker.trainAll(id, member -> 0.5);
        api.reads(EXPERIMENTS + "/{id}", id).andExpect(jsonPath("$.state").value("COMPLETED"));
        assertThat(JsonPath.<Number>read(suggested, "$.suggestedSpace.momentum.low")
                        .doubleValue())
                .isGreaterThan(0.5);
    }

    @Test
    void aRoundMayLeaveOutOnlyWhatNoneOfItsTrialsHas() throws Exception {
        UUID id = api.submits(submission(SPACE, "RANDOM", 20).replace("\"budget\"", """
                "rounds": {"count": 2, "mode": "APPROVE"}, "budget\""""));
        worker.trainAll(id, member -> 0.5);
        String rest = "\"learningRate\": {\"type\": \"float\", \"low\": 1e-3, \"high\": 1e-2, \"scale\": \"log\"}}}";

        api.posts(
                        "{\"searchSpace\": {\"optimizer\": {\"type\": \"categorical\", \"choices\": [\"ADAM\","
                                + " \"MOMENTUM\"]}, " + rest,
                        EXPERIMENTS + "/" + id + "/rounds")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].message").value(containsString("momentum")));
        api.posts(
                        "{\"searchSpace\": {\"optimizer\": {\"type\": \"categorical\", \"choices\": [\"ADAM\", \"SGD\"]}, "
                                + rest,
                        EXPERIMENTS + "/" + id + "/rounds")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.momentum").doesNotExist());
        worker.trainAll(id, member -> 0.5);
        api.reads(EXPERIMENTS + "/{id}/range-suggestions", id).andExpect(status().isOk());
        api.reads(EXPERIMENTS + "/{id}/export?format=csv", id).andExpect(status().isOk());
    }

    @Test
    void aGridIsTheUnionOfItsBranches() throws Exception {
        UUID id = api.submits(
                submission(SPACE, "GRID\", \"points\": {\"momentum\": 3, \"learningRate\": 2}, \"x\": \"", 0)
                        .replace(", \"x\": \"\"", "")
                        .replace("\"maxTrials\": 0, ", ""));

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.budget.maxTrials").value((1 + 3 + 1) * 2));
    }

    @Test
    void whatIsFixedInTheModelHoldsAlwaysOrNever() throws Exception {
        String space = """
                {"momentum": {"type": "float", "low": 0.5, "high": 0.99, "when": {"optimizer": ["MOMENTUM"]}}}""";
        UUID id = api.submits(
                submission(space, "RANDOM", 5).replace("\"epochs\": 2", "\"epochs\": 2, \"optimizer\": \"MOMENTUM\""));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.searchSpace.momentum.when").doesNotExist());
        api.reads(EXPERIMENTS + "/{id}/trials/0", id)
                .andExpect(jsonPath("$.parameters.momentum").isNumber());

        api.posts(
                        submission(space, "RANDOM", 5)
                                .replace("\"epochs\": 2", "\"epochs\": 2, \"optimizer\": \"ADAM\""),
                        EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("searchSpace.momentum.when.optimizer"))
                .andExpect(jsonPath("$.errors[0].code").value("CONFLICT"));
        api.posts(submission(space, "RANDOM", 5), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("searchSpace.momentum.when.optimizer"))
                .andExpect(jsonPath("$.errors[0].code").value("UNKNOWN_FIELD"));
    }

    @Test
    void badConditionsAreRefusedByTheirPathWithAllElseThatIsWrong() throws Exception {
        api.posts(submission(SPACE.replace("[\"MOMENTUM\"]}", "[\"MOMENTUN\"]}"), "RANDOM", 5), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("searchSpace.momentum.when.optimizer[0]"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("\"MOMENTUN\"")));
        api.posts(
                        submission(
                                SPACE.replace("\"choices\": [\"SGD\", ", "\"choices\": [{}, ")
                                        .replace("1e-1", "1e-9"),
                                "RANDOM",
                                5),
                        EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("searchSpace.optimizer.choices")))
                .andExpect(jsonPath("$.errors[*].field").value(hasItem("searchSpace.learningRate.low")))
                .andExpect(jsonPath("$.errors[*].field").value(not(hasItem("searchSpace.momentum.when.optimizer"))));
        api.posts("{\"name\": \"kept\", \"searchSpace\": " + SPACE + "}", "/api/v1/search-spaces")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.momentum.when.optimizer[0]").value("MOMENTUM"));
    }

    @Test
    void broughtTrialsHaveWhatIsThereAndNothingElse() throws Exception {
        String body = "{\"searchSpace\": " + SPACE + ", \"trials\": ["
                + "{\"parameters\": {\"optimizer\": \"ADAM\", \"learningRate\": 0.01, \"momentum\": 0.9}, \"value\": 0.5},"
                + "{\"parameters\": {\"optimizer\": \"MOMENTUM\", \"learningRate\": 0.01}, \"value\": 0.5},"
                + "{\"parameters\": {\"optimizer\": \"SGD\", \"learningRate\": 0.01, \"momentum\": null}, \"value\": 0.5}]}";

        api.posts(body, "/api/v1/range-suggestions")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors.length()").value(2))
                .andExpect(jsonPath("$.errors[0].field").value("trials[0].parameters.momentum"))
                .andExpect(jsonPath("$.errors[0].code").value("CONFLICT"))
                .andExpect(jsonPath("$.errors[0].message")
                        .value(containsString("only there where optimizer is \"MOMENTUM\"")))
                .andExpect(jsonPath("$.errors[1].field").value("trials[1].parameters.momentum"))
                .andExpect(jsonPath("$.errors[1].code").value("MISSING"));
    }

    @Test
    void chosenPointsHaveWhatIsThereAndNothingElse() throws Exception {
        String adam = "{\"optimizer\": \"ADAM\", \"learningRate\": 0.01";
        UUID id = api.submits(
                submission(SPACE, "SOBOL", 20).replace("\"budget\"", "\"points\": [" + adam + "}], \"budget\""));
        api.reads(EXPERIMENTS + "/{id}/trials/0", id)
                .andExpect(jsonPath("$.parameters.optimizer").value("ADAM"))
                .andExpect(jsonPath("$.parameters.momentum").doesNotExist());

        api.posts("{\"points\": [" + adam + ", \"momentum\": 0.9}]}", EXPERIMENTS + "/" + id + "/trials")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("points[0].momentum"))
                .andExpect(jsonPath("$.errors[0].code").value("CONFLICT"));
        api.posts(
                        "{\"points\": [{\"optimizer\": \"MOMENTUM\", \"learningRate\": 0.01}]}",
                        EXPERIMENTS + "/" + id + "/trials")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("points[0].momentum"))
                .andExpect(jsonPath("$.errors[0].code").value("MISSING"));
        api.posts("{\"points\": [" + adam + "}]}", EXPERIMENTS + "/" + id + "/trials")
                .andExpect(status().isAccepted());
    }

    @Test
    void aConditionUnderWhichNothingReadsItIsWarnedOf() throws Exception {
        UUID id = api.submits(submission(SPACE.replace("[\"MOMENTUM\"]}", "[\"ADAM\"]}"), "RANDOM", 5));

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.warnings[0].code").value("NO_EFFECT"))
                .andExpect(jsonPath("$.warnings[0].field").value("searchSpace.momentum"));
    }

    private static String submission(String space, String sampler, int trials) {
        return """
                {"name": "conditions", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 2}, "searchSpace": %s,
                 "sampler": {"type": "%s", "seed": 7}, "budget": {"maxTrials": %d, "parallelTrials": 4}}""".formatted(space, sampler, trials);
    }
}
