package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Draws;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients see of an experiment whose trials are drawn from what others have come to. */
@ApiNodeTest
class LearningApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Draws draws;

    @Test
    void itsTrialsComeAsOthersEndUpToTheLastOne() throws Exception {
        UUID id = api.submits(submission("\"lag\": 4"));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.sampler.type").value("LEARNING"))
                .andExpect(jsonPath("$.sampler.lag").value(4))
                .andExpect(jsonPath("$.budget.maxTrials").value(12))
                .andExpect(jsonPath("$.progress.trials.waiting").value(4));
        api.reads(EXPERIMENTS + "/{id}/trials", id)
                .andExpect(jsonPath("$.page.totalElements").value(4));

        trainToTheEnd(id);

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.progress.trials.completed").value(12));
        api.reads(EXPERIMENTS + "/{id}/rounds/1", id)
                .andExpect(jsonPath("$.trials").value(12));
        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.entries").value(hasSize(12)));
        api.reads(EXPERIMENTS + "/{id}/points", id)
                .andExpect(jsonPath("$.number").value(hasSize(12)));
    }

    @Test
    void whatAutoLeavesASearchToIsSaidWithTheReasonAndDraws() throws Exception {
        UUID id = api.submits(
                submission("\"seed\": 7").replace("LEARNING", "AUTO").replace("12", "18"));

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.sampler.type").value("AUTO"))
                .andExpect(jsonPath("$.samplerChosen.type").value("GP"))
                .andExpect(jsonPath("$.samplerChosen.because")
                        .value("for 18 trials of 1 hyperparameter with 3 in flight, a Gaussian process finds most"))
                .andExpect(jsonPath("$.progress.trials.waiting").value(3));
        trainToTheEnd(id);
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.progress.trials.completed").value(18));
    }

    @Test
    void whereRangesNarrowAutoDrawsARoundAtOnce() throws Exception {
        UUID id = api.submits(submission("\"seed\": 7")
                .replace("LEARNING", "AUTO")
                .replace("\"budget\"", "\"rounds\": {\"count\": 2}, \"budget\""));

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.samplerChosen.type").value("SOBOL"))
                .andExpect(jsonPath("$.progress.trials.waiting").value(6));
    }

    @Test
    void withoutALagItRunsAheadByAsManyTrialsAsAreUnderWayAtATime() throws Exception {
        UUID id = api.submits(submission("\"seed\": 7"));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.progress.trials.waiting").value(3));
    }

    @Test
    void whatCannotBeDrawnEndsTheExperimentWithTheReasonAndKeepsWhatHasEnded() throws Exception {
        UUID id = api.submits(submission("\"lag\": 4, \"until\": 6"));

        trainToTheEnd(id);

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("FAILED"))
                .andExpect(jsonPath("$.reason").value(containsString("it draws no trial from 6 on")));
        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.entries").value(hasSize(4)));
    }

    @Test
    void aLagOfNothingIsRefusedByItsName() throws Exception {
        api.posts(submission("\"lag\": 0"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("sampler.lag"));
    }

    private void trainToTheEnd(UUID id) {
        int rounds = 0;
        do {
            worker.trainAll(id);
            assertThat(rounds++).isLessThan(20);
        } while (draws.next(new Claim.Lane(id, 1, 0), () -> true));
    }

    private static String submission(String settings) {
        return """
                {"name": "learning", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 2},
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
                 "sampler": {"type": "LEARNING", %s}, "budget": {"maxTrials": 12, "parallelTrials": 3}}""".formatted(settings);
    }
}
