package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Whatever a POST makes, sent twice with one Idempotency-Key it is made once. */
@ApiNodeTest
class RetriesApiTest {

    private static final String SPACES = "/api/v1/search-spaces";

    private static final String SPACE = """
        {"name": "kept", "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}}}\
        """;

    private static final String ROUND = """
        {"searchSpace": {"learningRate": {"type": "float", "low": 1e-4, "high": 1e-2, "scale": "log"},
                         "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}}}\
        """;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    private final String key = "retry-" + UUID.randomUUID();

    @Test
    void aSearchSpaceIsKeptOnce() throws Exception {
        MockHttpServletResponse first = sends(SPACES, SPACE, 201);
        List<Integer> stored = api.stored();

        // other white space, another way to write a number: equal
        MockHttpServletResponse again = sends(SPACES, SPACE.replace("1e-2", "0.010"), 200);

        assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
        assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
        conflicts(SPACES, SPACE.replace("kept", "another"));
        conflicts(SPACES, SPACE.replace("1e-2", "1e-3"));
        assertThat(api.stored()).isEqualTo(stored);
    }

    @Test
    void aRemovedSearchSpaceIsGoneAndItsExperimentsAndItsKeyAreNot() throws Exception {
        String id = JsonPath.read(sends(SPACES, SPACE, 201).getContentAsString(), "$.id");
        UUID experiment = api.submits(
                "{\"name\": \"x\", \"dataset\": {\"name\": \"mnist\", \"trainSize\": 400, \"validationSize\": 100},"
                        + " \"searchSpaceId\": \"" + id + "\", \"budget\": {\"maxTrials\": 1}}");

        mvc.perform(delete(SPACES + "/{id}", id)).andExpect(status().isNoContent());

        api.reads(SPACES + "/{id}", id).andExpect(status().isNotFound());
        mvc.perform(delete(SPACES + "/{id}", id)).andExpect(status().isNotFound());
        api.reads("/api/v1/experiments/{id}", experiment)
                .andExpect(jsonPath("$.searchSpace.learningRate.high").value(0.01));
        sends(SPACES, SPACE, 201);
    }

    @Test
    void aRoundIsStartedOnceInRangesOfOnesOwn() throws Exception {
        String rounds = rounds();
        MockHttpServletResponse first = sends(rounds, ROUND, 201);

        assertThat(sends(rounds, ROUND, 200).getContentAsString()).isEqualTo(first.getContentAsString());
        conflicts(rounds, ROUND.replace("1e-4, \"high\": 1e-2", "1e-3, \"high\": 1e-2"));
        conflicts(rounds, "{}");
    }

    @Test
    void aRoundIsStartedOnceInTheSuggestedRanges() throws Exception {
        String rounds = rounds();
        MockHttpServletResponse first = sends(rounds, "{}", 201);

        assertThat(sends(rounds, "{}", 200).getContentAsString()).isEqualTo(first.getContentAsString());
        conflicts(rounds, ROUND);
    }

    @Test
    void anUploadIsStoredOnce() throws Exception {
        String name = "retried-" + UUID.randomUUID();
        String table = "x,class\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n9,a\n10,b\n";
        String first = uploads(name, table)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();

        String again = uploads(name, table)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(again).isEqualTo(first);
        uploads(name, table.replace("10,b", "11,b"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_REUSED"));
        mvc.perform(delete("/api/v1/datasets/" + name)).andExpect(status().isNoContent());
    }

    private String rounds() throws Exception {
        UUID id = api.anExperimentThatAsksForApproval();
        worker.trainAll(id, member -> 0.5);
        return "/api/v1/experiments/" + id + "/rounds";
    }

    private MockHttpServletResponse sends(String path, String body, int status) throws Exception {
        return mvc.perform(post(path)
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse();
    }

    private void conflicts(String path, String body) throws Exception {
        assertThat(JsonPath.<String>read(sends(path, body, 409).getContentAsString(), "$.code"))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    private ResultActions uploads(String name, String table) throws Exception {
        return mvc.perform(multipart("/api/v1/datasets")
                .file(new MockMultipartFile("file", "x.csv", "text/csv", table.getBytes(StandardCharsets.UTF_8)))
                .param("name", name)
                .header("Idempotency-Key", key));
    }
}
