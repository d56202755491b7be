package dev.tamis.web;

import static dev.tamis.people.Visibility.PRIVATE;
import static dev.tamis.people.Visibility.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Examples;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two people on one service: what one has, the other cannot tell from what there is not. */
@ApiNodeTest
class OthersThingsTest {

    private static final Subject ANNA = new Subject("anna", Role.SUBMITTER);
    private static final Subject BERT = new Subject("bert", Role.SUBMITTER);

    /** What an answer is told with, and what tells of something that is there. */
    private static final Set<String> TELLING = Set.of("ETag", "Location", "Content-Disposition", "Cache-Control");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private JdbcTemplate jdbc;

    private String experiment;
    private String space;

    /** An operation on one thing. @param path with the thing's id in it */
    private record Operation(HttpMethod method, String path) {

        MockHttpServletRequestBuilder of(String id) {
            MockHttpServletRequestBuilder request = request(method, URI.create(path.replace("{id}", id)));
            return method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE)
                    ? request
                    : request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
    }

    @BeforeEach
    void annasThings() throws Exception {
        experiment = idOf(posted(ANNA, Api.experimentWithTrials(2), "/api/v1/experiments"));
        worker.trainAll(UUID.fromString(experiment));
        space = idOf(posted(ANNA, Examples.SEARCH_SPACE, "/api/v1/search-spaces"));
    }

    @AfterEach
    void privateAgain() {
        set(PRIVATE);
    }

    @Test
    void noOperationTellsAnythingOfWhatIsPrivate() throws Exception {
        for (Operation operation : operations()) {
            String id = idFor(operation);
            String none = UUID.randomUUID().toString();
            MockHttpServletResponse there = answer(Api.as(BERT, operation.of(id)));
            MockHttpServletResponse nothing = answer(Api.as(BERT, operation.of(none)));

            assertThat(there.getStatus()).as("%s", operation).isEqualTo(404);
            assertThat(there.getContentAsString().replace(id, none))
                    .as("%s", operation)
                    .isEqualTo(nothing.getContentAsString());
            assertThat(told(there)).as("%s", operation).isEqualTo(told(nothing));
        }
    }

    @Test
    void whatIsSharedIsReadAndNotChanged() throws Exception {
        set(SHARED);
        for (Operation operation : operations()) {
            MockHttpServletResponse answer = answer(Api.as(BERT, operation.of(idFor(operation))));
            String as = operation + " " + answer.getContentAsString();
            if (operation.method().equals(HttpMethod.GET)) {
                // There is neither a loss per iteration nor a final evaluation, for Anna neither.
                boolean none = operation.path().matches(".*(iterations|final-evaluation)");
                assertThat(answer.getStatus()).as(as).isEqualTo(none ? 404 : 200);
            } else {
                assertThat(answer.getStatus()).as(as).isEqualTo(403);
                assertThat((String) JsonPath.read(answer.getContentAsString(), "$.code"))
                        .as(as)
                        .isEqualTo("NOT_YOURS");
            }
        }
        mvc.perform(Api.as(ANNA, get("/api/v1/experiments/" + experiment)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("COMPLETED"));
    }

    @Test
    void whoMayOnlyReadIsRefusedWhateverChangesTheirOwn() throws Exception {
        Subject reader = new Subject("anna", Role.VIEWER);
        for (Operation operation : operations()) {
            if (!operation.method().equals(HttpMethod.GET)) {
                MockHttpServletResponse answer = answer(Api.as(reader, operation.of(idFor(operation))));
                assertThat(answer.getContentAsString()).as("%s", operation).contains("ROLE_TOO_LOW");
            }
        }
    }

    @Test
    void listsAndTheirCountsTellNothingOfOthers() throws Exception {
        for (String path : List.of(
                "/api/v1/experiments",
                "/api/v1/experiments?q=small",
                "/api/v1/experiments?state=COMPLETED&sort=name",
                "/api/v1/experiments?owner=anna",
                "/api/v1/experiments?size=1&page=3",
                "/api/v1/search-spaces",
                "/api/v1/search-spaces?size=1")) {
            mvc.perform(Api.as(new Subject("nobody", Role.VIEWER), get(path)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.page.totalElements").value(0))
                    .andExpect(jsonPath("$.content").isEmpty());
        }
        mvc.perform(Api.as(ANNA, get("/api/v1/experiments?owner=anna&q=small&state=COMPLETED")))
                .andExpect(jsonPath("$.content[0].id").value(experiment));
    }

    @Test
    void aKnownTagDoesNotShowThatAThingIsThere() throws Exception {
        for (String path : List.of(
                "/api/v1/experiments/" + experiment,
                "/api/v1/experiments/" + experiment + "/leaderboard",
                "/api/v1/search-spaces/" + space)) {
            String tag = answer(Api.as(ANNA, get(path))).getHeader("ETag");
            mvc.perform(Api.as(ANNA, get(path)).header("If-None-Match", tag)).andExpect(status().isNotModified());
            mvc.perform(Api.as(BERT, get(path)).header("If-None-Match", tag)).andExpect(status().isNotFound());
            mvc.perform(Api.as(BERT, get(path)).header("If-None-Match", "*")).andExpect(status().isNotFound());
        }
        String tag = answer(Api.as(ANNA, get("/api/v1/experiments"))).getHeader("ETag");
        mvc.perform(Api.as(BERT, get("/api/v1/experiments")).header("If-None-Match", tag))
                .andExpect(status().isOk());
    }

    @Test
    void aSpaceOfAnotherIsNotThereForASubmission() throws Exception {
        String body = Api.experimentWithTrials(1)
                .replaceAll("(?s)\"searchSpace\": \\{.*?\\}\\},", "\"searchSpaceId\": \"" + space + "\",");
        mvc.perform(Api.as(
                        BERT,
                        post("/api/v1/experiments")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("searchSpaceId"))
                .andExpect(jsonPath("$.errors[0].code").value("NOT_FOUND"));
        set(SHARED);
        mvc.perform(Api.as(
                        BERT,
                        post("/api/v1/experiments")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)))
                .andExpect(status().isCreated());
    }

    @Test
    void theDocumentationNamesNothingOfOthers() throws Exception {
        String forNobody = answer(Api.as(new Subject("nobody", Role.VIEWER), get("/v3/api-docs")))
                .getContentAsString();
        assertThat(forNobody).doesNotContain(experiment, space);
        assertThat(answer(Api.as(ANNA, get("/v3/api-docs"))).getContentAsString())
                .contains(experiment, space);
    }

    private void set(Visibility visibility) {
        jdbc.update(
                "update experiment set visibility = ?, version = version + 1 where id = ?",
                visibility.name(),
                UUID.fromString(experiment));
        jdbc.update("update search_space set visibility = ? where id = ?", visibility.name(), UUID.fromString(space));
    }

    /** All that are about one experiment or one search space. */
    private List<Operation> operations() throws Exception {
        JsonNode document =
                JsonMapper.shared().readTree(answer(get("/v3/api-docs")).getContentAsString());
        List<Operation> found = new ArrayList<>();
        Set<String> verbs = new HashSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            // Tokens are nobody's to share: AuthorisationTest.
            if (path.getKey().contains("{id}") && !path.getKey().contains("/tokens/")) {
                for (String verb : path.getValue().propertyNames()) {
                    verbs.add(verb);
                    found.add(new Operation(
                            HttpMethod.valueOf(verb.toUpperCase(Locale.ROOT)),
                            path.getKey().replace("{number}", path.getKey().contains("/rounds/") ? "1" : "0")));
                }
            }
        }
        assertThat(verbs).contains("get", "post", "delete");
        assertThat(found).hasSizeGreaterThan(20);
        // What removes a thing comes last.
        found.sort((one, other) -> Boolean.compare(
                one.method().equals(HttpMethod.DELETE), other.method().equals(HttpMethod.DELETE)));
        return found;
    }

    private String idFor(Operation operation) {
        return operation.path().contains("/search-spaces/") ? space : experiment;
    }

    private Map<String, String> told(MockHttpServletResponse answer) {
        Map<String, String> told = new TreeMap<>();
        answer.getHeaderNames().stream()
                .filter(TELLING::contains)
                .forEach(name -> told.put(name, String.join(", ", answer.getHeaders(name))));
        return told;
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private String posted(Subject by, String body, String path) throws Exception {
        return mvc.perform(Api.as(
                        by, post(path).contentType(MediaType.APPLICATION_JSON).content(body)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String idOf(String answer) {
        return JsonPath.read(answer, "$.id");
    }
}
