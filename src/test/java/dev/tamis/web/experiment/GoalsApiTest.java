package dev.tamis.web.experiment;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients see of an experiment that may end before all its trials are tried. */
@ApiNodeTest
class GoalsApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void goalsAreShownAsTheyWereSetAndTheOneThatIsReachedIsTheReason() throws Exception {
        UUID id = api.submits(
                submission("\"target\": 0.001, \"maxDuration\": \"P1DT12H\", \"stagnation\": {\"trials\": 7}"));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.budget.target").value(0.001))
                .andExpect(jsonPath("$.budget.maxDuration").value("P1DT12H"))
                .andExpect(jsonPath("$.budget.stagnation.trials").value(7))
                .andExpect(jsonPath("$.budget.stagnation.by").value(0.0))
                .andExpect(jsonPath("$.reason").isEmpty());

        worker.trainAll(id);

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.reason").value(containsString("the target 0.001 is reached: trial 0 has")))
                .andExpect(jsonPath("$.progress.trials.completed").value(1))
                .andExpect(jsonPath("$.progress.trials.cancelled").value(11));
    }

    @Test
    void whoeverSetsNoGoalIsShownNone() throws Exception {
        api.reads(EXPERIMENTS + "/{id}", api.submits(submission("\"maxFailedTrials\": 3")))
                .andExpect(jsonPath("$.budget.target").isEmpty())
                .andExpect(jsonPath("$.budget.maxDuration").isEmpty())
                .andExpect(jsonPath("$.budget.stagnation").isEmpty());
    }

    @Test
    void whenAllPointsAreTriedThatIsTheReason() throws Exception {
        String points = submission("\"repeats\": false")
                .replace(
                        "\"float\", \"low\": 1e-6, \"high\": 1e-2, \"scale\": \"log\"",
                        "\"categorical\", \"choices\": [0.1, 1e-3, 1e-5]");
        UUID id = api.submits(points);
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.budget.repeats").value(false))
                .andExpect(jsonPath("$.progress.trials.total").value(3))
                .andExpect(jsonPath("$.warnings[*].code").value("FEW_POINTS"));
        worker.trainAll(id);
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.reason").value("all 3 points of the search space are tried"));

        UUID again = api.submits(points.replace("false", "true"));
        api.reads(EXPERIMENTS + "/{id}", again)
                .andExpect(jsonPath("$.budget.repeats").value(true))
                .andExpect(jsonPath("$.progress.trials.total").value(12))
                .andExpect(jsonPath("$.warnings").isEmpty());
    }

    @Test
    void eachGoalThatCannotBeIsRefusedByItsName() throws Exception {
        api.posts(
                        submission(
                                "\"target\": \"good\", \"maxDuration\": \"two hours\", \"stagnation\": {\"trials\": 0, \"by\": -1}"),
                        EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath(
                        "$.errors[*].field",
                        containsInAnyOrder(
                                "budget.target",
                                "budget.maxDuration",
                                "budget.stagnation.trials",
                                "budget.stagnation.by")));
        for (String duration : new String[] {"PT0S", "-PT1H", "P367D", "P1Y", ""}) {
            api.posts(submission("\"maxDuration\": \"%s\"".formatted(duration)), EXPERIMENTS)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("budget.maxDuration"));
        }
    }

    private static String submission(String budget) {
        return """
                {"name": "goals", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 2},
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
                 "budget": {"maxTrials": 12, "parallelTrials": 3, %s}}""".formatted(budget);
    }
}
