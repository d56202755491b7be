package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** Who asks for a round, a trial or a change that there is not hears so, and an operator does not. */
@ApiNodeTest
class NothingThereTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @ParameterizedTest
    @CsvSource({
        "leaderboard?round=99, There is no round 99.",
        "leaderboard?round=0, There is no round 0.",
        "curves?round=2, There is no round 2.",
        "curves?trial=0&trial=99, There is no trial 99.",
        "trials?round=99, There is no round 99.",
        "trials?round=-1&state=COMPLETED, There is no round -1.",
        "trials/99, There is no trial 99.",
        "trials/99/curve, There is no trial 99.",
        "rounds/99, There is no round 99."
    })
    void anUnknownRoundOrTrialIsNotFoundAnywhere(String path, String detail) throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id);
        api.reads("/api/v1/experiments/" + id + "/" + path)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("NOT_FOUND"))
                .andExpect(jsonPath("$.detail").value(detail));
        api.reads("/api/v1/experiments/" + id + "/"
                        + path.replace("99", "1")
                                .replace("=0", "=1")
                                .replace("=-1", "=1")
                                .replace("round=2", "round=1"))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trials?after=", "points?after="})
    void aCursorAheadOfTheExperimentIsRefused(String path) throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        worker.trainAll(id);
        long latest = ((Number) JsonPath.read(
                        api.reads("/api/v1/experiments/{id}", id)
                                .andReturn()
                                .getResponse()
                                .getContentAsString(),
                        "$.changeNumber"))
                .longValue();
        api.reads("/api/v1/experiments/" + id + "/" + path + latest).andExpect(status().isOk());
        api.reads("/api/v1/experiments/" + id + "/" + path + (latest + 1))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("after")))
                .andExpect(jsonPath("$.errors[0].code").value("OUT_OF_RANGE"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("changeNumber, " + latest)));
    }

    @Test
    void twoIdempotencyKeysAreOneTooMany() throws Exception {
        List<Integer> before = api.stored();
        for (String path : List.of("/api/v1/experiments", "/api/v1/search-spaces")) {
            mvc.perform(post(path)
                            .header("Idempotency-Key", "a", "b")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(Api.experimentWithTrials(1)))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("Idempotency-Key"))
                    .andExpect(jsonPath("$.errors[0].code").value("DUPLICATE"));
        }
        assertThat(api.stored()).isEqualTo(before);
    }

    /** An answer that nobody will read is found out before anything is done. */
    @Test
    void whatCannotBeAnsweredLeavesNoTrace() throws Exception {
        List<Integer> before = api.stored();
        mvc.perform(post("/api/v1/experiments")
                        .accept("application/yaml")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andExpect(status().isNotAcceptable())
                .andExpect(jsonPath("$.errors[0].message")
                        .value("must allow application/json, but got \"application/yaml\""));
        assertThat(api.stored()).isEqualTo(before);
    }

    @Test
    void mistakesOfClientsWarnNobody() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            UUID id = api.anExperimentWithTrials(1);
            mvc.perform(put("/api/v1/experiments")).andExpect(status().isMethodNotAllowed());
            mvc.perform(post("/actuator/health")).andExpect(status().isMethodNotAllowed());
            mvc.perform(post("/"))
                    .andExpect(status().isMethodNotAllowed())
                    .andExpect(jsonPath("$.detail").value("The address does not know POST; it knows GET, HEAD."));
            mvc.perform(get("/nothing")).andExpect(status().isNotFound());
            mvc.perform(get("/api/v1/experiments").accept("application/yaml")).andExpect(status().isNotAcceptable());
            mvc.perform(get("/api/v1/experiments").header("Accept", "nonsense")).andExpect(status().isNotAcceptable());
            mvc.perform(post("/api/v1/experiments").content("x")).andExpect(status().isUnsupportedMediaType());
            api.posts("{", "/api/v1/experiments").andExpect(status().isBadRequest());
            api.posts("{}", "/api/v1/experiments").andExpect(status().isBadRequest());
            api.reads("/api/v1/experiments/x").andExpect(status().isBadRequest());
            api.asksTo("resume", id).andExpect(status().isConflict());
            api.posts("{\"a\": \"" + "x".repeat(70_000) + "\"}", "/api/v1/experiments")
                    .andExpect(status().isContentTooLarge());
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(each -> each.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }
}
