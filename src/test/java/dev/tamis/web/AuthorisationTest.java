package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.people.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what: every operation of the document by everybody who could come. A new operation fails until it stands in the table. */
@NodeWithTokensTest
class AuthorisationTest {

    /** Nobody has to say who they are. */
    private static final Role OPEN = null;

    /** By operation: the least role that may. Written by hand, from what people expect, not from the code. */
    private static final Map<String, Role> NEEDED = needed();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private People people;

    @Autowired
    private JdbcTemplate database;

    private int address;

    private static Map<String, Role> needed() {
        Map<String, Role> needed = new TreeMap<>();
        for (String open : List.of("getSession", "openSession", "closeSession")) {
            needed.put(open, OPEN);
        }
        for (String read : List.of(
                "getCatalogue",
                "getMe",
                "getMyQuota",
                "listTokens",
                "getToken",
                "listDatasets",
                "getDataset",
                "listSearchSpaces",
                "getSearchSpace",
                "listExperiments",
                "getExperiment",
                "listTrials",
                "getTrial",
                "getCurve",
                "getIterations",
                "getLeaderboard",
                "getRangeSuggestions",
                "listRounds",
                "getRound",
                "getImportance",
                "getPoints",
                "getCurves",
                "followExperiment",
                "exportExperiment",
                "getFinalEvaluation",
                // which change nothing
                "suggestRanges",
                "followOptimizer",
                "studyActivations",
                // one's own
                "makeToken",
                "revokeToken")) {
            needed.put(read, Role.VIEWER);
        }
        for (String change : List.of(
                "uploadDataset",
                "changeDataset",
                "deleteDataset",
                "keepSearchSpace",
                "changeSearchSpace",
                "deleteSearchSpace",
                "submitExperiment",
                "changeExperiment",
                "deleteExperiment",
                "pauseExperiment",
                "resumeExperiment",
                "cancelExperiment",
                "startRound",
                "enqueueTrials",
                "requestFinalEvaluation")) {
            needed.put(change, Role.SUBMITTER);
        }
        for (String whole : List.of("takeBackup", "restoreBackup", "listQuotas")) {
            needed.put(whole, Role.ADMIN);
        }
        return needed;
    }

    private record Operation(String id, HttpMethod method, URI address, JsonNode document) {

        @Override
        public String toString() {
            return id;
        }
    }

    @Test
    void everyOperationStandsInTheTableAndTellsItsRole() throws Exception {
        List<Operation> operations = operations();
        assertThat(operations).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(NEEDED.keySet());
        for (Operation each : operations) {
            Role role = NEEDED.get(each.id());
            assertThat(each.document().path("x-role").asString(""))
                    .as(each.id())
                    .isEqualTo(role == OPEN ? "" : role.name());
        }
    }

    @Test
    void whoBringsNoTokenThatHoldsGetsNothing() throws Exception {
        String revoked = people.token("anna", "ADMIN").text();
        mvc.perform(delete("/api/v1/tokens/" + idOf(revoked)).with(People.admin()));
        People.Token ended = people.token("anna", "ADMIN");
        database.update(
                "update api_token set expires_at = timestamp with time zone '2020-01-01 00:00:00Z' where id = ?",
                UUID.fromString(ended.id()));
        for (Operation each : operations()) {
            if (NEEDED.get(each.id()) != OPEN) {
                refused(each, request -> request, 401, "TOKEN_MISSING");
            }
            refused(each, People.bearer("wrong"), 401, "TOKEN_WRONG");
            refused(each, People.bearer(revoked), 401, "TOKEN_WRONG");
            refused(each, People.bearer(ended.text()), 401, "TOKEN_ENDED");
        }
    }

    @Test
    void aRoleMayWhatItMayAndNothingElse() throws Exception {
        for (Role role : Role.values()) {
            RequestPostProcessor anna = people.token("anna", role.name()).bearer();
            for (Operation each : operations()) {
                Optional<Role> needed = Optional.ofNullable(NEEDED.get(each.id()));
                if (needed.filter(least -> !role.includes(least)).isPresent()) {
                    refused(each, anna, 403, "ROLE_TOO_LOW");
                } else {
                    assertThat(answer(each, anna).getStatus())
                            .as("%s by %s", each, role)
                            .isNotIn(401, 403)
                            .isLessThan(500);
                }
            }
        }
    }

    @Test
    void theServiceItselfIsForAdmins() throws Exception {
        for (Role role : Role.values()) {
            RequestPostProcessor anna = people.token("anna", role.name()).bearer();
            if (role != Role.ADMIN) {
                // however it is written
                for (String address : List.of("/api/v1/backup", "/api/v1/%62ackup", "/actuator/prometheus")) {
                    MockHttpServletResponse answer = mvc.perform(
                                    get(URI.create(address)).with(anna))
                            .andReturn()
                            .getResponse();
                    assertThat(answer.getStatus()).as("%s by %s", address, role).isEqualTo(403);
                }
            }
        }
    }

    private void refused(Operation each, RequestPostProcessor who, int status, String code) throws Exception {
        MockHttpServletResponse answer = answer(each, who);
        assertThat(answer.getStatus() + " " + JsonPath.read(answer.getContentAsString(), "$.code"))
                .as("%s", each)
                .isEqualTo(status + " " + code);
    }

    /** Each time from another address: who guesses too often is not listened to. */
    private MockHttpServletResponse answer(Operation each, RequestPostProcessor who) throws Exception {
        address++;
        return mvc.perform(request(each.method(), each.address())
                        .with(who)
                        .with(People.from("10.1." + address / 250 + "." + address % 250))
                        .contentType(
                                each.document().at("/requestBody/content").has("multipart/form-data")
                                        ? MediaType.MULTIPART_FORM_DATA
                                        : MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andReturn()
                .getResponse();
    }

    private String idOf(String text) throws Exception {
        String page = mvc.perform(get("/api/v1/tokens?size=1").with(People.bearer(text)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(page, "$.content[0].id");
    }

    /** At addresses that nothing is at: what is allowed leaves no trace. */
    private List<Operation> operations() throws Exception {
        JsonNode document = JsonMapper.shared()
                .readTree(mvc.perform(get("/v3/api-docs").with(People.admin()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            String address = path.getKey()
                    .replace("{id}", UUID.randomUUID().toString())
                    .replace("{number}", "1")
                    .replace("{name}", "nothing");
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                operations.add(new Operation(
                        verb.getValue().get("operationId").asString(),
                        HttpMethod.valueOf(verb.getKey().toUpperCase(Locale.ROOT)),
                        URI.create(address),
                        verb.getValue()));
            }
        }
        return operations;
    }
}
