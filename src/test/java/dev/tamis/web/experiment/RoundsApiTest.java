package dev.tamis.web.experiment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.openapi.Examples;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ApiNodeTest
class RoundsApiTest {

    private static final String ROUNDS = "/api/v1/experiments/{id}/rounds";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Test
    void aRoundEndsAndTheNextOneStartsOnAClientsWord() throws Exception {
        UUID id = anExperimentWithTwoRounds();
        worker.trainAll(id);

        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.state").value("PAUSED"))
                .andExpect(jsonPath("$.awaitingApproval").value(true))
                .andExpect(jsonPath("$.rounds.count").value(2))
                .andExpect(jsonPath("$.rounds.mode").value("APPROVE"));
        mvc.perform(post(ROUNDS, id))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", endsWith("/rounds/2")))
                .andExpect(jsonPath("$.number").value(2))
                .andExpect(jsonPath("$.firstTrial").value(20))
                .andExpect(jsonPath("$.trials").value(20));
        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.awaitingApproval").value(false));
        api.reads(ROUNDS + "/2", id).andExpect(jsonPath("$.number").value(2));
        api.reads(ROUNDS + "/3", id).andExpect(status().isNotFound());
    }

    @Test
    void theNextRoundSearchesWhatTheClientSays() throws Exception {
        UUID id = anExperimentWithTwoRounds();
        worker.trainAll(id);

        startsNext(id, Examples.NEXT_ROUND)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.learningRate.high").value(0.1))
                .andExpect(jsonPath("$.origin").value("chosen by a client after round 1"));
    }

    @Test
    void aRoundOfOtherHyperparametersIsRefusedAndNothingStarts() throws Exception {
        UUID id = anExperimentWithTwoRounds();
        worker.trainAll(id);

        startsNext(id, """
                        {"searchSpace": {"dropout": {"type": "float", "low": 0, "high": 0.5}}}""")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("searchSpace")));
        startsNext(id, """
                        {"space": {}}""")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("space")));
        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.awaitingApproval").value(true));
    }

    @Test
    void noRoundStartsBeforeTheLatestHasEnded() throws Exception {
        UUID id = anExperimentWithTwoRounds();
        startsNext(id, "{}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("does not wait for a next round")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "APPROVE"})
    void noRoundFollowsOneWithoutSurvivors(String mode) throws Exception {
        UUID id = api.submits(experiment("{\"count\": 2, \"mode\": \"" + mode + "\"}"));
        worker.trainAll(id, member -> Double.NaN);

        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.state").value("FAILED"))
                .andExpect(jsonPath("$.awaitingApproval").value(false))
                .andExpect(jsonPath("$.reason")
                        .value(containsString("none of the 20 trials of round 1 completed, so no")));
        api.reads(ROUNDS, id).andExpect(jsonPath("$.page.totalElements").value(1));
        startsNext(id, Examples.NEXT_ROUND)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("The experiment is FAILED")));
    }

    @Test
    void roundsThatDoNotFitTheBudgetAreRefusedByName() throws Exception {
        api.posts(experiment("{\"count\": 0}"), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("rounds.count")));
        api.posts(experiment("{\"count\": 41}"), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("rounds.count")));
        api.posts(experiment("{\"mode\": \"SOMETIMES\"}"), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("rounds.mode")));
    }

    @Test
    void theWinnerIsScoredOnce() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        String path = "/api/v1/experiments/{id}/final-evaluation";
        mvc.perform(post(path, id)).andExpect(status().isConflict());
        api.reads(path, id).andExpect(status().isNotFound());
        worker.trainAll(id, member -> member.number() == 1 ? 0.75 : 0.5);

        mvc.perform(post(path, id))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("WAITING"))
                .andExpect(jsonPath("$.trialNumber").value(1))
                .andExpect(jsonPath("$.testAccuracy").value(nullValue()))
                .andExpect(jsonPath("$.testAccuracyInterval").value(nullValue()))
                .andExpect(jsonPath("$.seeds").value(1))
                .andExpect(jsonPath("$.epochs").value(4))
                .andExpect(jsonPath("$.networks").isEmpty());
        finalEvaluations.complete(id, 100, List.of(new FinalEvaluation.Network(1.0, 0.7, 50)));

        mvc.perform(post(path, id))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.testAccuracy").value(0.5))
                // Wilson's interval of 50 out of 100
                .andExpect(jsonPath("$.testAccuracyInterval.low").value(org.hamcrest.Matchers.closeTo(0.40383, 1e-4)))
                .andExpect(jsonPath("$.testAccuracyInterval.high").value(org.hamcrest.Matchers.closeTo(0.59617, 1e-4)))
                .andExpect(jsonPath("$.testSize").value(100))
                .andExpect(jsonPath("$.overSeeds").value(nullValue()));
        api.reads(path, id).andExpect(jsonPath("$.testAccuracy").value(0.5));
    }

    @Test
    void theWinnerIsScoredWithAsManySeedsAsAskedForAndNoOthers() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id);
        String path = "/api/v1/experiments/" + id + "/final-evaluation";
        for (String illegal : List.of("0", "21", "1.5", "\"5\"")) {
            api.posts("{\"seeds\": " + illegal + "}", path)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[*].field").value(contains("seeds")));
        }
        api.posts("{\"seeds\": 2}", path)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.seeds").value(2));
        finalEvaluations.complete(
                id,
                100,
                List.of(new FinalEvaluation.Network(1.0, 0.75, 50), new FinalEvaluation.Network(0.5, 0.25, 54)));

        mvc.perform(post(path))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.testAccuracy").value(0.5))
                .andExpect(jsonPath("$.trainAccuracy").value(1.0))
                .andExpect(jsonPath("$.networks[*].number").value(contains(0, 1)))
                .andExpect(jsonPath("$.networks[*].testAccuracy").value(contains(0.5, 0.54)))
                .andExpect(jsonPath("$.networks[1].testAccuracyInterval.low").isNumber())
                .andExpect(jsonPath("$.overSeeds.testAccuracy").value(0.52))
                .andExpect(jsonPath("$.overSeeds.testLoss").value(0.5))
                // t of one degree of freedom, 12.7062, times the standard deviation 0.0282843 by the root of 2
                .andExpect(jsonPath("$.overSeeds.testAccuracyInterval.low")
                        .value(org.hamcrest.Matchers.closeTo(0.52 - 0.254124, 1e-5), Double.class))
                .andExpect(jsonPath("$.overSeeds.testAccuracyInterval.high")
                        .value(org.hamcrest.Matchers.closeTo(0.52 + 0.254124, 1e-5), Double.class));
        api.posts("{}", path).andExpect(status().isOk());
        api.posts("{\"seeds\": 2}", path).andExpect(status().isOk());
        api.posts("{\"seeds\": 5}", path)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("EVALUATED_OTHERWISE"));
    }

    private org.springframework.test.web.servlet.ResultActions startsNext(UUID id, String body) throws Exception {
        return api.posts(body, "/api/v1/experiments/" + id + "/rounds");
    }

    private UUID anExperimentWithTwoRounds() throws Exception {
        return api.submits(experiment("{\"count\": 2, \"mode\": \"APPROVE\"}"));
    }

    private static String experiment(String rounds) {
        return Api.experimentWithTrials(40).replaceFirst("\\{\"name\"", "{\"rounds\": " + rounds + ", \"name\"");
    }
}
