package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard's files say agrees with the service, and comes from it alone. */
@ApiNodeTest
class DashboardFilesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Test
    void thePageAndItsLibraryComeFromTheService() throws Exception {
        mvc.perform(get("/index.html"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self';")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string(containsString("app/main.js")));
        mvc.perform(get("/webjars/uplot/dist/uPlot.esm.js")).andExpect(status().isOk());
        mvc.perform(get("/webjars/uplot/dist/uPlot.min.css")).andExpect(status().isOk());
        mvc.perform(get("/app/main.js"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/javascript"));
    }

    /** The policy would stop it, but then the page would be broken. */
    @Test
    void noFileOfTheDashboardNamesAnotherHostOrWritesMarkup() throws Exception {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/**/*.*");
        assertThat(files).hasSizeGreaterThan(30);
        for (Resource file : files) {
            String text = file.getContentAsString(StandardCharsets.UTF_8)
                    .replace("http://www.w3.org/2000/svg", "a name, not an address");
            assertThat(text)
                    .as(file.getFilename())
                    .doesNotContain("https://", "http://", "innerHTML", "insertAdjacentHTML", "eval(");
        }
    }

    /** A second list would be forgotten when the first one grows. */
    @Test
    void noFileOfTheDashboardListsHyperparametersOrSamplers() throws Exception {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:/static/app/**/*.js")) {
            assertThat(file.getContentAsString(StandardCharsets.UTF_8))
                    .as(file.getFilename())
                    .doesNotContain("\"hiddenUnits\"", "\"beta2\"", "\"RANDOM\"", "[\"GRID\"");
        }
    }

    @Test
    void everyPresetIsAccepted() throws Exception {
        JsonNode presets = file("presets.json");
        assertThat(presets.valueStream().map(preset -> preset.path("title").asString()))
                .hasSizeGreaterThanOrEqualTo(8)
                .doesNotHaveDuplicates();
        for (JsonNode preset : presets) {
            api.posts(preset.path("body").toString(), "/api/v1/experiments")
                    .andExpect(status().isCreated())
                    .andExpect(content().string(not(containsString("errors"))));
        }
    }

    private static JsonNode file(String name) throws Exception {
        try (InputStream file = DashboardFilesTest.class.getResourceAsStream("/static/app/" + name)) {
            return JSON.readTree(file);
        }
    }
}
