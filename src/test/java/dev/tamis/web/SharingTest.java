package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.web.openapi.Examples;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** Letting others see what is one's own, and taking it back. */
@ApiNodeTest
class SharingTest {

    private static final Subject ANNA = new Subject("anna", Role.SUBMITTER);
    private static final Subject BERT = new Subject("bert", Role.SUBMITTER);
    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String SPACES = "/api/v1/search-spaces";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private FakeWorker worker;

    @Test
    void whatIsMadeTellsWhoseItIsAndWhoSeesIt() throws Exception {
        posts(ANNA, Api.experimentWithTrials(1), EXPERIMENTS)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.owner").value("anna"))
                .andExpect(jsonPath("$.visibility").value("PRIVATE"));
        posts(ANNA, with("\"visibility\": \"SHARED\"", Api.experimentWithTrials(1)), EXPERIMENTS)
                .andExpect(jsonPath("$.visibility").value("SHARED"));
        posts(ANNA, with("\"visibility\": \"SHARED\"", Api.experimentWithTrials(1)), EXPERIMENTS + "?dryRun=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.owner").value("anna"))
                .andExpect(jsonPath("$.visibility").value("SHARED"));
        posts(ANNA, with("\"visibility\": \"SHARED\"", Examples.SEARCH_SPACE), SPACES)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.owner").value("anna"))
                .andExpect(jsonPath("$.visibility").value("SHARED"));
        posts(ANNA, with("\"visibility\": \"PUBLIC\"", Examples.SEARCH_SPACE), SPACES)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("visibility"))
                .andExpect(jsonPath("$.errors[0].code").value("NOT_ONE_OF"));
    }

    @Test
    void theOwnerLetsOthersSeeAndTakesItBack() throws Exception {
        for (String path :
                new String[] {made(Api.experimentWithTrials(1), EXPERIMENTS), made(Examples.SEARCH_SPACE, SPACES)}) {
            String before = tag(ANNA, path);
            mvc.perform(Api.as(BERT, get(path))).andExpect(status().isNotFound());

            patches(ANNA, "{\"visibility\": \"SHARED\"}", path)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.visibility").value("SHARED"))
                    .andExpect(jsonPath("$.owner").value("anna"));

            assertThat(tag(ANNA, path)).isNotEqualTo(before);
            mvc.perform(Api.as(BERT, get(path)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.visibility").value("SHARED"));
            patches(BERT, "{\"visibility\": \"PRIVATE\"}", path).andExpect(status().isForbidden());
            patches(ANNA, "{}", path).andExpect(jsonPath("$.visibility").value("SHARED"));
            patches(ANNA, "{\"visibility\": null}", path)
                    .andExpect(jsonPath("$.visibility").value("SHARED"));
            patches(ANNA, "{\"owner\": \"bert\", \"colour\": \"red\"}", path)
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("owner"))
                    .andExpect(jsonPath("$.errors[0].code").value("UNKNOWN_FIELD"))
                    .andExpect(jsonPath("$.errors[1].field").value("colour"));

            patches(ANNA, "{\"visibility\": \"PRIVATE\"}", path).andExpect(status().isOk());
            mvc.perform(Api.as(BERT, get(path))).andExpect(status().isNotFound());
            patches(BERT, "{}", path).andExpect(status().isNotFound());
        }
    }

    @Test
    void aRepeatedSubmissionFindsWhatHasBeenSharedSince() throws Exception {
        String id = idOf(mvc.perform(keyed(ANNA, Api.experimentWithTrials(1))).andExpect(status().isCreated()));
        patches(ANNA, "{\"visibility\": \"SHARED\"}", EXPERIMENTS + "/" + id);

        mvc.perform(keyed(ANNA, Api.experimentWithTrials(1)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(id))
                .andExpect(jsonPath("$.visibility").value("SHARED"));
        assertThat(idOf(mvc.perform(keyed(BERT, Api.experimentWithTrials(1))).andExpect(status().isCreated())))
                .isNotEqualTo(id);
    }

    @Test
    void whoFollowsOrWaitsIsToldThatItIsGoneOnceItIsPrivate() throws Exception {
        String path = made(with("\"visibility\": \"SHARED\"", Api.experimentWithTrials(1)), EXPERIMENTS);
        MvcResult waiting = mvc.perform(Api.as(BERT, get(path + "?wait=60&until=STOPPED")))
                .andExpect(request().asyncStarted())
                .andReturn();
        MockHttpServletResponse others = follows(BERT, path);
        MockHttpServletResponse own = follows(ANNA, path);

        patches(ANNA, "{\"visibility\": \"PRIVATE\"}", path).andExpect(status().isOk());

        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> WebAsyncUtils.getAsyncManager(waiting.getRequest()).hasConcurrentResult());
        mvc.perform(asyncDispatch(waiting)).andExpect(status().isNotFound());
        await().until(() -> others.getContentAsString().contains("event:end"));
        assertThat(others.getContentAsString())
                .contains("{\"reason\":\"deleted\"}")
                .doesNotContain("\"visibility\":\"PRIVATE\"");
        await().until(() -> own.getContentAsString().contains("\"visibility\":\"PRIVATE\""));
        assertThat(own.getContentAsString()).doesNotContain("event:end");
    }

    /** What it began with may be private, and was not shared with it. */
    @Test
    void whatASharedExperimentBeganWithIsToldToItsOwnerAlone() throws Exception {
        String earlier = idOf(posts(ANNA, Api.experimentWithTrials(4), EXPERIMENTS));
        worker.trainAll(UUID.fromString(earlier));
        String begin = "\"visibility\": \"SHARED\", \"warmStart\": {\"experiments\": [\"" + earlier + "\"]}";
        String path = made(with(begin, Api.experimentWithTrials(4)), EXPERIMENTS);
        MockHttpServletResponse own = follows(ANNA, path);
        MockHttpServletResponse others = follows(BERT, path);
        String tag = tag(ANNA, path);

        mvc.perform(Api.as(ANNA, get(path)))
                .andExpect(jsonPath("$.warmStart.experiments[0]").value(earlier));
        assertThat(own.getContentAsString()).contains("\"experiments\":[\"" + earlier + "\"]");
        mvc.perform(Api.as(BERT, get(path).header("If-None-Match", tag)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.warmStart").isEmpty());
        assertThat(others.getContentAsString()).contains("\"warmStart\":null");
        for (String each : new String[] {
            "?wait=1&until=STOPPED",
            "/trials",
            "/trials/0",
            "/export?format=json",
            "/export?format=csv",
            "/points",
            "/rounds"
        }) {
            MvcResult asked = mvc.perform(Api.as(BERT, get(path + each))).andReturn();
            if (asked.getRequest().isAsyncStarted()) {
                await().atMost(20, TimeUnit.SECONDS)
                        .until(() -> WebAsyncUtils.getAsyncManager(asked.getRequest())
                                        .hasConcurrentResult()
                                || asked.getResponse().getContentAsString().endsWith("}]}"));
            }
            MockHttpServletResponse answer =
                    WebAsyncUtils.getAsyncManager(asked.getRequest()).hasConcurrentResult()
                            ? mvc.perform(asyncDispatch(asked)).andReturn().getResponse()
                            : asked.getResponse();
            assertThat(answer.getStatus()).as(each).isEqualTo(200);
            assertThat(answer.getContentAsString()).as(each).isNotEmpty().doesNotContain(earlier);
        }
        assertThat(mvc.perform(Api.as(BERT, get(EXPERIMENTS)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains(path.substring(path.lastIndexOf('/') + 1))
                .doesNotContain(earlier);
        mvc.perform(Api.as(BERT, get(path + "/trials/0")))
                .andExpect(jsonPath("$.note").value(matchesPattern("trial \\d of warmStart.experiments\\[0\\]")));
    }

    private MockHttpServletResponse follows(Subject by, String path) throws Exception {
        MockHttpServletResponse stream = mvc.perform(Api.as(by, get(path + "/events")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
        await().until(() -> stream.getContentAsString().contains("event:experiment"));
        return stream;
    }

    private static MockHttpServletRequestBuilder keyed(Subject by, String body) {
        return Api.as(by, post(EXPERIMENTS))
                .header("Idempotency-Key", "sharing")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static String with(String field, String body) {
        return body.replaceFirst("\\{", "{" + field + ", ");
    }

    private ResultActions posts(Subject by, String body, String path) throws Exception {
        return mvc.perform(
                Api.as(by, post(path)).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private ResultActions patches(Subject by, String body, String path) throws Exception {
        return mvc.perform(
                Api.as(by, patch(path)).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private String made(String body, String path) throws Exception {
        return path + "/" + idOf(posts(ANNA, body, path).andExpect(status().isCreated()));
    }

    private String tag(Subject by, String path) throws Exception {
        return mvc.perform(Api.as(by, get(path))).andReturn().getResponse().getHeader("ETag");
    }

    private static String idOf(ResultActions answer) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.id");
    }
}
