package dev.tamis.web;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.quota.DiskOfTests;
import dev.tamis.web.openapi.Examples;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** A disk that is nearly full takes nothing new, and keeps nobody from reading, ending and deleting. */
@ApiNodeTest
class NearlyFullDiskTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private DiskOfTests disk;

    @Test
    void nothingNewIsTakenAndWhatIsThereMayBeReadEndedAndDeleted() throws Exception {
        UUID running = api.anExperimentWithTrials(2);
        disk.whileNearlyFull(() -> {
            refused(api.posts(Api.experimentWithTrials(1), EXPERIMENTS));
            refused(api.posts(Api.experimentWithTrials(1), EXPERIMENTS + "?dryRun=true"));
            refused(api.posts(Examples.CHOSEN_POINTS, EXPERIMENTS + "/" + running + "/trials"));
            refused(api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces"));
            refused(mvc.perform(multipart("/api/v1/datasets")
                    .file("file", "x,y\n1,a\n2,b\n3,a\n4,b\n".getBytes())
                    .param("name", "small")));

            api.reads(EXPERIMENTS + "/" + running).andExpect(status().isOk());
            api.asksTo("pause", running).andExpect(status().isAccepted());
            api.asksTo("resume", running).andExpect(status().isAccepted());
            api.asksTo("cancel", running).andExpect(status().isAccepted());
            mvc.perform(delete(EXPERIMENTS + "/" + running)).andExpect(status().isNoContent());
        });
        api.posts(Api.experimentWithTrials(1), EXPERIMENTS).andExpect(status().isCreated());
    }

    private static void refused(ResultActions answer) throws Exception {
        answer.andExpect(status().isInsufficientStorage())
                .andExpect(jsonPath("$.code").value("STORAGE_FULL"))
                .andExpect(jsonPath("$.detail").value(containsString("312 MB left, and 500 MB are kept")));
    }
}
