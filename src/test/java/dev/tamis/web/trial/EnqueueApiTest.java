package dev.tamis.web.trial;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What clients see of points that they choose. */
@ApiNodeTest
class EnqueueApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String TRIALS = EXPERIMENTS + "/{id}/trials";
    private static final String TWO = """
            {"points": [{"learningRate": 1e-3, "weightDecay": 1e-6}, {"weightDecay": 1e-7, "learningRate": 0.002}],
             "note": "an idea"}""";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private MockMvc mvc;

    @Test
    void chosenPointsTakeTheirPlacesAndTellWhy() throws Exception {
        UUID id = api.anExperimentWithTrials(6);
        enqueue(id, TWO, "k1")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.numbers[0]").value(4))
                .andExpect(jsonPath("$.numbers[1]").value(5));
        enqueue(id, TWO, "k1")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numbers[1]").value(5));
        enqueue(id, TWO.replace("idea", "error"), "k1")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_REUSED"));

        api.reads(TRIALS + "/5", id)
                .andExpect(jsonPath("$.parameters.learningRate").value(0.002))
                .andExpect(jsonPath("$.note").value("an idea"));
        api.reads(TRIALS + "/3", id).andExpect(jsonPath("$.note").isEmpty());
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.progress.trials.total").value(6))
                .andExpect(jsonPath("$.progress.trials.waiting").value(6));
        worker.trainAll(id);
        api.reads(EXPERIMENTS + "/{id}", id).andExpect(jsonPath("$.state").value("COMPLETED"));
        enqueue(id, TWO, "k2")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("ILLEGAL_TRANSITION"));
    }

    @Test
    void pointsOfASubmissionAreShownAndTriedFirst() throws Exception {
        String submission = Api.experimentWithTrials(3)
                .replaceFirst("\\{", "{\"points\": [{\"learningRate\": 5e-4, \"weightDecay\": 1e-5}],");
        UUID id = api.submits(submission);
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.points[0].learningRate").value(5e-4));
        api.reads(TRIALS + "/0", id)
                .andExpect(jsonPath("$.parameters.weightDecay").value(1e-5))
                .andExpect(jsonPath("$.note").value(""));
    }

    @Test
    void whatIsWrongIsRefusedByItsField() throws Exception {
        UUID id = api.anExperimentWithTrials(4);
        enqueue(id, """
                {"points": [{"learningRate": 2, "momentum": 0.9}, {"learningRate": "fast", "weightDecay": 1e-6}]}""", "f")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath(
                        "$.errors[*].field",
                        containsInAnyOrder(
                                "points[0].learningRate",
                                "points[0].weightDecay",
                                "points[0].momentum",
                                "points[1].learningRate")))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("must lie in the range")));
        enqueue(id, "{\"points\": []}", "f")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("points"));
        String many = "{\"points\": ["
                + String.join(",", Collections.nCopies(1_001, "{\"learningRate\": 1e-3, \"weightDecay\": 1e-6}"))
                + "]}";
        enqueue(id, many, "f")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("points"));
        enqueue(id, TWO.replace("an idea", "x".repeat(501)), "f")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("note"));
        enqueue(id, TWO.replace("an idea", "\uD83D\uDE00".repeat(500)), "emoji").andExpect(status().isAccepted());
        enqueue(UUID.randomUUID(), TWO, "f").andExpect(status().isNotFound());
        String five = TWO.replace("}],", "}" + ",{\"learningRate\": 1e-3, \"weightDecay\": 1e-6}".repeat(3) + "],");
        enqueue(id, five, "f")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("NO_TRIALS_LEFT"));
        api.posts(
                        Api.experimentWithTrials(1)
                                .replaceFirst(
                                        "\\{",
                                        "{\"points\": [{\"learningRate\": 5e-4, \"weightDecay\": 1e-5},"
                                                + "{\"learningRate\": 5e-3, \"weightDecay\": 1e-5}],"),
                        EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("points"));
    }

    private ResultActions enqueue(UUID id, String body, String key) throws Exception {
        return mvc.perform(post(TRIALS, id)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", key)
                .content(body));
    }
}
