package dev.tamis.web.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.EmptyDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** Datasets of several people, some of which they share. */
@ApiNodeTest
class OthersDatasetsTest {

    private static final String DATASETS = "/api/v1/datasets";
    private static final Subject ANNA = new Subject("anna", Role.SUBMITTER);
    private static final Subject BERT = new Subject("bert", Role.SUBMITTER);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcTemplate jdbc;

    @AfterEach
    void removeAll() {
        EmptyDatabase.clear(jdbc);
    }

    @Test
    void aNameIsEachPersonsOwn() throws Exception {
        uploads(ANNA, "wine", 300)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.owner").value("anna"))
                .andExpect(jsonPath("$.visibility").value("PRIVATE"));
        uploads(BERT, "wine", 60).andExpect(status().isCreated());
        uploads(BERT, "wine", 60).andExpect(status().isConflict());

        mvc.perform(Api.as(ANNA, get(DATASETS + "/wine")))
                .andExpect(jsonPath("$.rows").value(300));
        mvc.perform(Api.as(BERT, get(DATASETS + "/wine")))
                .andExpect(jsonPath("$.rows").value(60));
        mvc.perform(Api.as(BERT, get(DATASETS + "/mnist")))
                .andExpect(jsonPath("$.owner").isEmpty())
                .andExpect(jsonPath("$.visibility").value("SHARED"));
        mvc.perform(Api.as(BERT, get(DATASETS)))
                .andExpect(jsonPath("$.content[*].name").value(contains("mnist", "wine")));
        mvc.perform(Api.as(new Subject("root", Role.ADMIN), get(DATASETS)))
                .andExpect(jsonPath("$.content[*].owner").value(contains(null, "anna", "bert")));
    }

    @Test
    void whatIsPrivateIsNotThereForOthers() throws Exception {
        uploads(ANNA, "wine", 300);
        for (String path : new String[] {DATASETS + "/wine", DATASETS + "/wine?owner=anna"}) {
            assertThat(refusal(mvc.perform(Api.as(BERT, get(path)))))
                    .isEqualTo(refusal(mvc.perform(Api.as(BERT, get(path.replace("wine", "beer"))))));
            assertThat(refusal(mvc.perform(Api.as(BERT, delete(path)))))
                    .isEqualTo(refusal(mvc.perform(Api.as(BERT, delete(path.replace("wine", "beer"))))));
            patches(BERT, "{}", path).andExpect(status().isNotFound());
        }
        submits(BERT, "\"name\": \"wine\", \"owner\": \"anna\"")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("dataset.name"))
                .andExpect(jsonPath("$.errors[0].message").value("must be one of [], but got \"wine\""));
        submits(BERT, "\"name\": \"wine\"")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].message").value("must be one of [mnist], but got \"wine\""));
        String tag = mvc.perform(Api.as(ANNA, get(DATASETS)))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        mvc.perform(Api.as(BERT, get(DATASETS)).header("If-None-Match", tag)).andExpect(status().isOk());
    }

    @Test
    void whatIsSharedIsTrainedOnByItsOwnersNameAndStaysTheOwners() throws Exception {
        uploads(ANNA, "wine", 300);
        uploads(BERT, "wine", 60);
        patches(ANNA, "{\"visibility\": \"SHARED\"}", DATASETS + "/wine")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.visibility").value("SHARED"))
                .andExpect(jsonPath("$.rows").value(300));

        mvc.perform(Api.as(BERT, get(DATASETS + "/wine?owner=anna")))
                .andExpect(jsonPath("$.rows").value(300));
        mvc.perform(Api.as(BERT, delete(DATASETS + "/wine?owner=anna"))).andExpect(status().isForbidden());
        patches(BERT, "{}", DATASETS + "/wine?owner=anna").andExpect(status().isForbidden());
        submits(BERT, "\"name\": \"wine\"").andExpect(status().isBadRequest());
        submits(BERT, "\"name\": \"wine\", \"owner\": \"anna\"")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.owner").value("bert"))
                .andExpect(jsonPath("$.dataset.owner").value("anna"));
        mvc.perform(Api.as(BERT, delete(DATASETS + "/wine"))).andExpect(status().isNoContent());
    }

    @Test
    void experimentsInTheWayAreNamedToWhoSeesThemAndCountedForOthers() throws Exception {
        uploads(ANNA, "wine", 300);
        patches(ANNA, "{\"visibility\": \"SHARED\"}", DATASETS + "/wine");
        submits(BERT, "\"name\": \"wine\", \"owner\": \"anna\"").andExpect(status().isCreated());

        assertThat(refusal(mvc.perform(Api.as(ANNA, delete(DATASETS + "/wine"))).andExpect(status().isConflict())))
                .contains("waits: 1 of other people.")
                .doesNotContain("secret");
        submits(ANNA, "\"name\": \"wine\"").andExpect(status().isCreated());
        assertThat(refusal(mvc.perform(Api.as(ANNA, delete(DATASETS + "/wine")))))
                .contains("waits: secret, 1 more.");
        assertThat(refusal(mvc.perform(Api.as(new Subject("root", Role.ADMIN), delete(DATASETS + "/wine?owner=anna")))))
                .contains("waits: secret, secret.");
        patches(ANNA, "{\"visibility\": \"PRIVATE\"}", DATASETS + "/wine").andExpect(status().isOk());
        assertThat(refusal(mvc.perform(Api.as(BERT, delete(DATASETS + "/wine?owner=anna")))
                        .andExpect(status().isNotFound())))
                .contains("There is no dataset wine.");
    }

    @Test
    void whoMayOnlyReadChangesNone() throws Exception {
        Subject reader = new Subject("anna", Role.VIEWER);
        uploads(reader, "wine", 300).andExpect(status().isForbidden());
        uploads(ANNA, "wine", 300);
        mvc.perform(Api.as(reader, get(DATASETS + "/wine"))).andExpect(status().isOk());
        mvc.perform(Api.as(reader, delete(DATASETS + "/wine"))).andExpect(status().isForbidden());
        mvc.perform(Api.as(reader, delete(DATASETS + "/mnist"))).andExpect(status().isForbidden());
        patches(reader, "{}", DATASETS + "/wine").andExpect(status().isForbidden());
    }

    private ResultActions uploads(Subject by, String name, int rows) throws Exception {
        MockMultipartHttpServletRequestBuilder form = multipart(DATASETS)
                .file(new MockMultipartFile(
                        "file", "rows.csv", "text/csv", Csv.numbered(rows).getBytes(StandardCharsets.UTF_8)));
        form.param("name", name);
        Api.as(by, form);
        return mvc.perform(form);
    }

    private ResultActions submits(Subject by, String dataset) throws Exception {
        String body = Api.experimentWithTrials(1)
                .replace("\"small\"", "\"secret\"")
                .replaceFirst(
                        "\"dataset\": \\{[^}]*\\}",
                        "\"dataset\": {" + dataset + ", \"trainSize\": 100, \"validationSize\": 20}");
        return mvc.perform(Api.as(by, post("/api/v1/experiments"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions patches(Subject by, String body, String path) throws Exception {
        return mvc.perform(
                Api.as(by, patch(path)).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static String refusal(ResultActions answer) throws Exception {
        String text = answer.andReturn().getResponse().getContentAsString();
        return answer.andReturn().getResponse().getStatus() + " "
                + JsonPath.<String>read(text, "$.detail").replace("beer", "wine");
    }
}
