package dev.tamis.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.access.AsSomebody;
import dev.tamis.people.Subject;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** The API as a client's few lines of code. */
public class Api {

    private final MockMvc mvc;

    Api(MockMvc mvc) {
        this.mvc = mvc;
    }

    public ResultActions reads(String path, Object... variables) throws Exception {
        return mvc.perform(get(path, variables));
    }

    /** As somebody. */
    public ResultActions reads(Subject by, String path, Object... variables) throws Exception {
        return mvc.perform(as(by, get(path, variables)));
    }

    /** A request of somebody. */
    public static <B extends AbstractMockHttpServletRequestBuilder<B>> B as(Subject by, B request) {
        String[] header = AsSomebody.header(by);
        return request.header(header[0], header[1]);
    }

    public ResultActions posts(String body, String path) throws Exception {
        return mvc.perform(post(path).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    public ResultActions asksTo(String verb, UUID experimentId) throws Exception {
        return mvc.perform(post("/api/v1/experiments/{id}/" + verb, experimentId));
    }

    public ResultActions removes(UUID experimentId) throws Exception {
        return mvc.perform(delete("/api/v1/experiments/{id}", experimentId));
    }

    public UUID submits(String body) throws Exception {
        String answer = posts(body, "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return UUID.fromString(JsonPath.read(answer, "$.id"));
    }

    /** An experiment over the learning rate. */
    public UUID anExperimentWithTrials(int trials) throws Exception {
        return submits(experimentWithTrials(trials));
    }

    /** An experiment of one trial that keeps the loss of every iteration. */
    public UUID anExperimentWithIterations() throws Exception {
        return submits(experimentWithTrials(2).replaceFirst("\\{", "{\"curve\": \"ITERATION\", "));
    }

    /** One that pauses for approval between two rounds of one trial each. */
    public UUID anExperimentThatAsksForApproval() throws Exception {
        return submits(
                experimentWithTrials(2).replaceFirst("\\{", "{\"rounds\": {\"count\": 2, \"mode\": \"APPROVE\"}, "));
    }

    public static String experimentWithTrials(int trials) {
        return """
                {"name": "small",
                 "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 4},
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                                 "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}},
                 "sampler": {"seed": 42},
                 "budget": {"maxTrials": %d}}""".formatted(trials);
    }

    /** How much the database holds, to tell that a refusal has stored nothing. */
    public List<Integer> stored() throws Exception {
        return List.of(total("/api/v1/experiments"), total("/api/v1/search-spaces"));
    }

    private int total(String path) throws Exception {
        return JsonPath.read(reads(path).andReturn().getResponse().getContentAsString(), "$.page.totalElements");
    }
}
