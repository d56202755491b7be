package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.http.ApiController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(
        properties = {
            "tamis.api.enabled=false",
            "tamis.worker.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:worker-only;WRITE_DELAY=0",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
class WorkerOnlyTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ApplicationContext node;

    @Test
    void aNodeWithoutTheApiAnswersToItsHealthCheck() throws Exception {
        mvc.perform(get("/actuator/health")).andExpect(status().isOk());
        assertThat(node.getBeansWithAnnotation(ApiController.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/api/v1/experiments",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/swagger-ui/index.html"
            })
    void andToNothingElse(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().isNotFound());
    }
}
