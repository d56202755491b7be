package dev.tamis.web.experiment;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients see of experiments that begin with earlier ones. */
@ApiNodeTest
class WarmStartApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void theBestPointsComeFirstWithTheirDefaultsShown() throws Exception {
        UUID earlier = api.anExperimentWithTrials(9);
        worker.trainAll(earlier);
        UUID id = api.submits(submission("{\"experiments\": [\"" + earlier + "\"]}", "RANDOM"));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.warmStart.experiments[0]").value(earlier.toString()))
                .andExpect(jsonPath("$.warmStart.mode").value("POINTS"))
                .andExpect(jsonPath("$.warmStart.points").value(5))
                .andExpect(jsonPath("$.points").isEmpty());
        api.reads(EXPERIMENTS + "/{id}/trials/4", id)
                .andExpect(jsonPath("$.note").value(containsString(" of warmStart.experiments[0]")));
        api.reads(EXPERIMENTS + "/{id}/trials/5", id)
                .andExpect(jsonPath("$.note").isEmpty());
    }

    @Test
    void theWorstOfFewIsTakenToo() throws Exception {
        UUID earlier = api.anExperimentWithTrials(2);
        worker.trainAll(earlier);
        UUID id = api.submits(submission("{\"experiments\": [\"" + earlier + "\"]}", "RANDOM"));

        for (int trial = 0; trial < 2; trial++) {
            api.reads(EXPERIMENTS + "/{id}/trials/" + trial, id)
                    .andExpect(jsonPath("$.note").value(containsString(" of warmStart.experiments[0]")));
        }
        api.reads(EXPERIMENTS + "/{id}/trials/2", id)
                .andExpect(jsonPath("$.note").isEmpty());
    }

    @Test
    void aSamplerIsToldOfEarlierTrialsWhereItTakesThat() throws Exception {
        UUID earlier = api.anExperimentWithTrials(9);
        worker.trainAll(earlier);
        String prior = "{\"experiments\": [\"" + earlier + "\"], \"mode\": \"PRIOR\"}";
        api.reads(EXPERIMENTS + "/{id}", api.submits(submission(prior, "TPE")))
                .andExpect(jsonPath("$.warmStart.mode").value("PRIOR"));
        api.posts(submission(prior, "SOBOL"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("warmStart.mode"));
    }

    @Test
    void whatIsWrongIsRefusedByItsField() throws Exception {
        refused("{\"experiments\": []}", "warmStart.experiments");
        refused("{\"mode\": \"POINTS\"}", "warmStart.experiments");
        refused("{\"experiments\": [\"" + UUID.randomUUID() + "\"]}", "warmStart.experiments[0]");
        refused("{\"experiments\": [\"x\"]}", "warmStart.experiments[0]");
        UUID waiting = api.anExperimentWithTrials(3);
        refused("{\"experiments\": [\"" + waiting + "\"]}", "warmStart.experiments[0]");
        refused("{\"experiments\": [\"" + waiting + "\"], \"points\": 101}", "warmStart.points");
        refused("{\"experiments\": [\"" + waiting + "\"], \"mode\": \"ALL\"}", "warmStart.mode");
    }

    private void refused(String warmStart, String field) throws Exception {
        api.posts(submission(warmStart, "RANDOM"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    private static String submission(String warmStart, String sampler) {
        return Api.experimentWithTrials(8)
                .replace(
                        "\"sampler\": {",
                        "\"warmStart\": " + warmStart + ", \"sampler\": {\"type\": \"" + sampler + "\", ");
    }
}
