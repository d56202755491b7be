package dev.tamis.web.experiment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients see of several objectives, of constraints, and of what trials cost. */
@ApiNodeTest
class SeveralObjectivesApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void objectivesAndConstraintsAreShownAsTheyWereSet() throws Exception {
        String body = submission("""
                "objectives": [{"metric": "validationAccuracy", "at": "BEST", "reference": 0.25}, {"metric": "parameters"}],
                "constraints": [{"metric": "parameters", "atMost": 50000}, {"metric": "trainAccuracy", "atLeast": 0.5}]""");

        for (String path : new String[] {EXPERIMENTS + "?dryRun=true", EXPERIMENTS}) {
            api.posts(body, path)
                    .andExpect(status().is2xxSuccessful())
                    .andExpect(jsonPath("$.objective.metric").value("validationAccuracy"))
                    .andExpect(jsonPath("$.objectives[*].metric", contains("validationAccuracy", "parameters")))
                    .andExpect(jsonPath("$.objectives[*].direction", contains("MAXIMIZE", "MINIMIZE")))
                    .andExpect(jsonPath("$.objectives[*].at", contains("BEST", "LAST")))
                    .andExpect(jsonPath("$.objectives[0].reference").value(0.25))
                    .andExpect(jsonPath("$.objectives[1].reference").isEmpty())
                    .andExpect(jsonPath("$.constraints[0].atMost").value(50_000.0))
                    .andExpect(jsonPath("$.constraints[0].atLeast").isEmpty())
                    .andExpect(jsonPath("$.constraints[1].metric").value("trainAccuracy"))
                    .andExpect(jsonPath("$.constraints[1].atLeast").value(0.5))
                    .andExpect(jsonPath("$.warnings").value(empty()));
        }
    }

    @Test
    void whoeverSetsOneObjectiveIsShownNoOthers() throws Exception {
        api.reads(EXPERIMENTS + "/{id}", api.submits(submission("\"objective\": {\"metric\": \"epochs\"}")))
                .andExpect(jsonPath("$.objective.metric").value("epochs"))
                .andExpect(jsonPath("$.objective.direction").value("MINIMIZE"))
                .andExpect(jsonPath("$.objectives").value(empty()))
                .andExpect(jsonPath("$.constraints").value(empty()));
    }

    @Test
    void whatCannotBeIsRefusedByItsName() throws Exception {
        refused(
                "\"objectives\": [{\"metric\": \"accuracy\", \"at\": \"MIDDLE\"}, {\"metric\": \"parameters\", \"direction\":"
                        + " \"MAXIMIZE\"}, {\"at\": \"LAST\"}]",
                "objectives[0].at",
                "objectives[2].metric");
        refused(
                "\"objectives\": [{\"metric\": \"trainLoss\"}, {\"metric\": \"parameters\", \"direction\": \"MAXIMIZE\"},"
                        + " {\"metric\": \"epochs\", \"at\": \"BEST\"}]",
                "objectives[0].metric",
                "objectives[1].direction",
                "objectives[2].at");
        refused(
                "\"objectives\": [{\"metric\": \"parameters\"}, {\"metric\": \"validationLoss\"}, {\"metric\": \"parameters\"}]",
                "objectives[2].metric");
        refused("\"objectives\": [{\"metric\": \"parameters\"}]", "objectives");
        refused(
                "\"objectives\": [{\"metric\": \"parameters\"}, {\"metric\": \"epochs\"}, {\"metric\": \"validationLoss\"},"
                        + " {\"metric\": \"validationAccuracy\"}]",
                "objectives");
        refused("\"objectives\": [null, {\"metric\": \"parameters\"}]", "objectives[0]");
        refused(
                "\"objective\": {\"metric\": \"epochs\"}, \"objectives\": [{\"metric\": \"parameters\"}, {\"metric\": \"epochs\"}]",
                "objectives");
        refused("\"objective\": {\"metric\": \"validationLoss\", \"reference\": 2.5}", "objective.reference");
        refused("\"objective\": {\"metric\": \"trainAccuracy\"}", "objective.metric");
    }

    @Test
    void constraintsThatCannotBeAreRefusedByTheirNames() throws Exception {
        refused(
                "\"constraints\": [{\"metric\": \"parameters\"}, {\"atMost\": 3}, {\"metric\": \"epochs\", \"atMost\": 3, \"atLeast\": 4},"
                        + " {\"metric\": \"weights\", \"atMost\": 1}]",
                "constraints[0].atMost",
                "constraints[1].metric",
                "constraints[2].atLeast");
        refused("\"constraints\": [{\"metric\": \"weights\", \"atMost\": 1}]", "constraints[0].metric");
        refused(
                "\"constraints\": [{\"metric\": \"epochs\", \"atMost\": 1e999, \"atLeast\": 1}]",
                "constraints[0].atMost");
        refused(
                "\"constraints\": [{\"metric\": \"epochs\", \"most\": 1}]",
                "constraints[0].most",
                "constraints[0].atMost");
        refused(
                "\"constraints\": [{\"metric\": \"epochs\", \"atMost\": 9}, {\"metric\": \"epochs\", \"atMost\": 8}]",
                "constraints[1].atMost");
        refused(
                "\"constraints\": [{\"metric\": \"epochs\", \"atMost\": 3}, {\"metric\": \"epochs\", \"atLeast\": 4}]",
                "constraints[1].atLeast");
        refused(
                "\"constraints\": [" + "{\"metric\": \"epochs\", \"atMost\": 3},".repeat(5)
                        + "{\"metric\": \"epochs\", \"atMost\": 3}]",
                "constraints");
    }

    /** Each of them speaks of one value of a trial. */
    @Test
    void whatSpeaksOfOneObjectiveIsRefusedBesideSeveral() throws Exception {
        String two = "\"objectives\": [{\"metric\": \"validationAccuracy\"}, {\"metric\": \"parameters\"}], ";
        refused(
                two
                        + "\"budget\": {\"maxTrials\": 12, \"target\": 0.5, \"stagnation\": {\"trials\": 3}}, \"rounds\": {\"count\": 2}",
                "budget.target",
                "budget.stagnation",
                "rounds.count");
        refused(two + "\"sampler\": {\"type\": \"CMA_ES\"}", "objectives");
        UUID earlier = api.submits(submission("\"objective\": {}"));
        worker.trainAll(earlier);
        refused(two + "\"warmStart\": {\"experiments\": [\"%s\"]}".formatted(earlier), "warmStart");
    }

    @Test
    void whatDependsOnAClockIsWarnedOf() throws Exception {
        api.posts(
                        submission(
                                "\"objectives\": [{\"metric\": \"validationAccuracy\"}, {\"metric\": \"trainingSeconds\"}],"
                                        + " \"constraints\": [{\"metric\": \"trainingSeconds\", \"atMost\": 60}]"),
                        EXPERIMENTS)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.warnings[*].code", contains("NOT_REPRODUCIBLE", "NOT_REPRODUCIBLE")))
                .andExpect(jsonPath("$.warnings[*].field", contains("objectives[1].metric", "constraints[0].metric")));
    }

    @Test
    void aTrialTellsWhatItCosts() throws Exception {
        UUID id = api.submits(submission("\"objective\": {}"));
        api.reads(EXPERIMENTS + "/{id}/trials/0", id)
                .andExpect(jsonPath("$.cost.trainingSeconds").isEmpty())
                .andExpect(jsonPath("$.cost.parameters").value(784 * 100 + 100 + 100 * 10 + 10))
                .andExpect(jsonPath("$.cost.epochs").value(0));
        worker.trainAll(id);

        api.reads(EXPERIMENTS + "/{id}/trials/0", id)
                .andExpect(jsonPath("$.cost.trainingSeconds").value(2 * FakeWorker.SECONDS))
                .andExpect(jsonPath("$.cost.epochs").value(2));
        for (String name : new String[] {"trainingSeconds", "parameters", "epochs"}) {
            api.reads(EXPERIMENTS + "/{id}/trials?sort=cost." + name + ",desc", id)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.content[0].number").value(0));
        }
    }

    /** Accuracies by the number of the trial, so that the fewer weights the less accurate or not is known. */
    @Test
    void theLeaderboardTellsFrontsValuesAndHypervolumeAndWhatBreaksAConstraintIsLast() throws Exception {
        UUID id = api.submits(submission("""
                        "objectives": [{"metric": "validationAccuracy"}, {"metric": "parameters"}],
                        "constraints": [{"metric": "trainAccuracy", "atLeast": 0.5}],
                        "points": [{"hiddenUnits": 1}, {"hiddenUnits": 2}, {"hiddenUnits": 3}, {"hiddenUnits": 4}, {"hiddenUnits": 5}]""")
                .replace(
                        "\"learningRate\": {\"type\": \"float\", \"low\": 1e-6, \"high\": 1e-2, \"scale\": \"log\"}",
                        "\"hiddenUnits\": {\"type\": \"int\", \"low\": 1, \"high\": 9}")
                .replace("12", "5"));
        // 795 n + 10 weights; the training accuracy is 0.0625 above. The third is dominated by the second, the last has
        // too little.
        double[] accuracies = {0.5, 0.75, 0.625, 0.875, 0.25};
        worker.trainAll(id, member -> accuracies[member.number()]);

        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.entries[*].trialNumber", contains(3, 1, 0, 2, 4)))
                .andExpect(jsonPath("$.entries[*].front", contains(0, 0, 0, 1, null)))
                .andExpect(jsonPath("$.entries[0].objectiveValues", contains(0.875, 3190.0)))
                // It would differ between runs, and leaderboards of one submission would not be equal.
                .andExpect(jsonPath("$.entries[0].cost").doesNotExist())
                .andExpect(jsonPath("$.entries[0].brokenConstraints").value(empty()))
                .andExpect(jsonPath("$.entries[4].brokenConstraints[0].metric").value("trainAccuracy"))
                .andExpect(jsonPath("$.entries[4].brokenConstraints[0].value").value(0.3125))
                .andExpect(jsonPath("$.entries[4].brokenConstraints[0].by").value(0.1875))
                // From the worst that keeps to the constraint, 0.5 and 3190: the second's 0.25 * 1590, and nothing of
                // the ends.
                .andExpect(jsonPath("$.reference", contains(0.5, 3190.0)))
                .andExpect(jsonPath("$.hypervolume").value(397.5));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.progress.bestTrial").value(3));
        api.reads(EXPERIMENTS + "/{id}/trials/4", id)
                .andExpect(jsonPath("$.objectiveValues", contains(0.25, 3985.0)))
                .andExpect(jsonPath("$.brokenConstraints[0].atLeast").value(0.5));
        api.reads(EXPERIMENTS + "/{id}/leaderboard?top=2", id)
                .andExpect(jsonPath("$.entries[*].trialNumber", contains(3, 1)))
                .andExpect(jsonPath("$.hypervolume").value(397.5));
        api.reads(EXPERIMENTS + "/{id}/curves?top=2", id)
                .andExpect(jsonPath("$.curves[*].trialNumber", contains(3, 1)));
    }

    @Test
    void theHypervolumeCountsFromTheReferenceOfTheSubmission() throws Exception {
        UUID id = api.submits(
                submission(
                        "\"objectives\": [{\"metric\": \"validationAccuracy\", \"reference\": 0.25}, {\"metric\": \"epochs\", \"reference\": 10}]"));
        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.hypervolume").isEmpty())
                .andExpect(jsonPath("$.reference").value(empty()));
        worker.trainAll(id, member -> 0.5);

        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.reference", contains(0.25, 10.0)))
                .andExpect(jsonPath("$.hypervolume").value(0.25 * 8));
    }

    @Test
    void ofOneObjectiveThereIsNoFront() throws Exception {
        UUID id = api.submits(submission("\"objective\": {}"));
        worker.trainAll(id);

        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.entries[0].front").isEmpty())
                .andExpect(jsonPath("$.hypervolume").isEmpty())
                .andExpect(jsonPath("$.entries[0].objectiveValues.length()").value(1));
    }

    private void refused(String fields, String... names) throws Exception {
        api.posts(submission(fields), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field", containsInAnyOrder(names)));
    }

    private static String submission(String fields) {
        return """
                {"name": "several", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 2},
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
                 %s%s}""".formatted(
                fields.contains("\"budget\"") ? "" : "\"budget\": {\"maxTrials\": 12, \"parallelTrials\": 3},", fields);
    }
}
