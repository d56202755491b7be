package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

/** What a node that only serves does not do before anybody asks for it. */
@SpringBootTest(
        properties = {
            "tamis.worker.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:lean-start;WRITE_DELAY=0",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeanStartTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ConfigurableListableBeanFactory beans;

    @Test
    @Order(1)
    void theEngineIsNotLoaded() {
        assertThat(beans.containsBeanDefinition("torch")).isTrue();
        assertThat(beans.containsSingleton("torch")).isFalse();
        assertThat(beans.containsBeanDefinition("earlyTorch")).isFalse();
    }

    @Test
    @Order(1)
    void theDocumentIsNotBegun() {
        assertThat(made("io.swagger.")).isEmpty();
        assertThat(made("org.springdoc.webmvc.api.")).isEmpty();
        assertThat(beans.containsBeanDefinition("openApiResource")).isTrue();
    }

    @Test
    @Order(2)
    void andIsMadeWhenSomebodyAsks() throws Exception {
        mvc.perform(get("/v3/api-docs"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.info.title").value("Tamis"))
                .andExpect(jsonPath("$.paths['/api/v1/experiments'].post").exists());

        assertThat(made("io.swagger.")).isNotEmpty();
    }

    /** Names of beans of a package that are there already. */
    private List<String> made(String within) {
        return Arrays.stream(beans.getSingletonNames())
                .filter(name -> beans.getSingleton(name) != null
                        && beans.getSingleton(name).getClass().getName().startsWith(within))
                .toList();
    }
}
