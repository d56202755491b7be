package dev.tamis.web.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionOperations;

@ApiNodeTest
class QuotaApiTest {

    private static final Subject ANNA = new Subject("quota-anna", Role.SUBMITTER);

    /** Who may have one of each: a setting of {@link ApiNodeTest}. */
    private static final Subject MODEST = new Subject("modest", Role.SUBMITTER);

    private static final Subject ADMIN = new Subject("quota-admin", Role.ADMIN);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private TransactionOperations transactions;

    @Test
    void everybodySeesWhatTheyHaveAndMayHave() throws Exception {
        submits(ANNA).andExpect(status().isCreated());
        uploads(ANNA, "points").andExpect(status().isCreated());

        api.reads(ANNA, "/api/v1/me/quota")
                .andExpect(status().isOk())
                .andExpect(jsonPath("owner").value("quota-anna"))
                .andExpect(jsonPath("experiments.used").value(1))
                .andExpect(jsonPath("experiments.limit").value(200))
                .andExpect(jsonPath("runningTrials.used").value(0))
                .andExpect(jsonPath("storage.used").value(1_000 + 4 * 160))
                .andExpect(jsonPath("searchSpaces.used").value(0))
                .andExpect(jsonPath("searchSpaces.limit").value(1000))
                .andExpect(jsonPath("datasets.used").value(1))
                .andExpect(jsonPath("datasets.limit").value(200))
                .andExpect(jsonPath("datasetStorage.used").isNumber())
                .andExpect(jsonPath("datasetStorage.limit").value(2L << 30));
        api.reads("/api/v1/me/quota")
                .andExpect(jsonPath("owner").value("admin"))
                .andExpect(jsonPath("datasets.limit").isEmpty());
    }

    @Test
    void whatIsOpenAndWhatWaitsIsCountedUntilItEnds() throws Exception {
        Subject eve = new Subject("quota-eve", Role.SUBMITTER);
        String id = JsonPath.read(submits(eve).andReturn().getResponse().getContentAsString(), "$.id");
        api.reads(eve, "/api/v1/me/quota")
                .andExpect(jsonPath("streams.used").value(0))
                .andExpect(jsonPath("streams.limit").value(200))
                .andExpect(jsonPath("waits.used").value(0))
                .andExpect(jsonPath("waits.limit").value(200));

        api.reads(eve, "/api/v1/experiments/{id}?wait=60", id);
        api.reads(eve, "/api/v1/experiments/{id}/events", id);

        api.reads(eve, "/api/v1/me/quota")
                .andExpect(jsonPath("streams.used").value(1))
                .andExpect(jsonPath("waits.used").value(1));
        api.reads(ADMIN, "/api/v1/me/quota").andExpect(jsonPath("streams.used").value(0));
    }

    /** As archives of other hands may bring them. */
    @Test
    void sumsThatNoLongHoldsAreFullAndNoFault() throws Exception {
        Subject dora = new Subject("quota-dora", Role.SUBMITTER);
        submits(dora).andExpect(status().isCreated());
        submits(dora).andExpect(status().isCreated());
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.update("update experiment set planned_bytes = ? where owner = ?", Long.MAX_VALUE, dora.name());
            try {
                api.reads(dora, "/api/v1/me/quota")
                        .andExpect(jsonPath("storage.used").value(Long.MAX_VALUE));
                api.reads(ADMIN, "/api/v1/quotas").andExpect(status().isOk());
                submits(dora).andExpect(status().isConflict());
                submits(ANNA).andExpect(status().isConflict());
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @Test
    void adminsSeeWhatEverybodyHas() throws Exception {
        Subject withData = new Subject("quota-bert", Role.SUBMITTER);
        uploads(withData, "points").andExpect(status().isCreated());
        submits(new Subject("quota-carl", Role.SUBMITTER)).andExpect(status().isCreated());

        String answer = api.reads(ADMIN, "/api/v1/quotas")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(JsonPath.<List<String>>read(answer, "$.quotas[*].owner"))
                .contains("quota-bert", "quota-carl")
                .isSorted();
        assertThat(JsonPath.<List<Integer>>read(answer, "$.quotas[?(@.owner == 'quota-bert')].datasets.used"))
                .containsExactly(1);
    }

    @Test
    void whatIsBeyondIsRefusedWithFiguresThatProgramsRead() throws Exception {
        uploads(MODEST, "first").andExpect(status().isCreated());
        submits(MODEST).andExpect(status().isCreated());

        for (ResultActions refused : List.of(uploads(MODEST, "second"), submits(MODEST))) {
            refused.andExpect(status().isConflict())
                    .andExpect(jsonPath("code").value("QUOTA_EXCEEDED"))
                    .andExpect(jsonPath("needed").value(1))
                    .andExpect(jsonPath("left").value(0))
                    .andExpect(jsonPath("owner").value("modest"));
        }
    }

    private ResultActions uploads(Subject by, String name) throws Exception {
        MockMultipartHttpServletRequestBuilder form = multipart("/api/v1/datasets")
                .file(new MockMultipartFile(
                        "file", "rows.csv", "text/csv", Csv.numbered(30).getBytes(StandardCharsets.UTF_8)));
        form.param("name", name);
        return mvc.perform(Api.as(by, form));
    }

    private ResultActions submits(Subject by) throws Exception {
        return mvc.perform(Api.as(by, post("/api/v1/experiments"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(Api.experimentWithTrials(1)));
    }
}
