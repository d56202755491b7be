package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Addresses as clients see them, with the filter that server.forward-headers-strategy=framework puts first. */
@ApiNodeTest
class BehindAProxyTest {

    private static final String OUTSIDE = "https://hpo.example.org/tamis";

    @Autowired
    private WebApplicationContext context;

    private MockMvc mvc;

    @BeforeEach
    void standBehindAProxy() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(
                        new ForwardedHeaderFilter(),
                        context.getBean("springSecurityFilterChain", Filter.class),
                        context.getBean(BodyLimit.class))
                .build();
    }

    @Test
    void locationsAreAddressesAtTheProxy() throws Exception {
        String space = "{\"name\": \"kept\", \"searchSpace\": {\"learningRate\": {\"type\": \"float\", \"low\": 0.1,"
                + " \"high\": 1}}}";
        assertThat(locationOf(post("/api/v1/search-spaces")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(space)))
                .startsWith(OUTSIDE + "/api/v1/search-spaces/");
        assertThat(locationOf(post("/api/v1/experiments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1))))
                .startsWith(OUTSIDE + "/api/v1/experiments/");
        assertThat(locationOf(multipart("/api/v1/datasets")
                        .file(new MockMultipartFile(
                                "file", "x.csv", "text/csv", "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n".getBytes()))
                        .param("name", "proxied")))
                .isEqualTo(OUTSIDE + "/api/v1/datasets/proxied");
        mvc.perform(delete("/api/v1/datasets/proxied")).andExpect(status().isNoContent());
    }

    @Test
    void theDocumentNamesTheProxyAsItsServer() throws Exception {
        mvc.perform(proxied(get("/v3/api-docs")))
                .andExpect(jsonPath("$.servers[0].url").value(OUTSIDE));
        mvc.perform(proxied(get("/swagger-ui.html"))).andExpect(redirectedUrl("/tamis/swagger-ui/index.html"));
    }

    /** A page whose name was rebound to the service may write these headers. */
    @Test
    void neitherNameThatLinksCouldBeMadeOfMayBeForeign() throws Exception {
        mvc.perform(proxied(get("/api/v1/experiments")).header("Host", "rebound.test"))
                .andExpect(status().is(421));
        mvc.perform(get("/api/v1/experiments").header("X-Forwarded-Host", "evil.test"))
                .andExpect(status().is(421));
        mvc.perform(proxied(get("/api/v1/experiments")).header("Host", "127.0.0.1:8080"))
                .andExpect(status().isOk());
    }

    @Test
    void theProxysPagesAreTheServicesOwn() throws Exception {
        mvc.perform(proxied(get("/api/v1/experiments"))
                        .header("Origin", "https://hpo.example.org")
                        .header("Sec-Fetch-Site", "same-origin"))
                .andExpect(status().isOk());
        mvc.perform(proxied(get("/api/v1/experiments")).header("Origin", "https://evil.test"))
                .andExpect(status().isForbidden());
    }

    private String locationOf(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return mvc.perform(proxied(request))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getHeader("Location");
    }

    private static <B extends AbstractMockHttpServletRequestBuilder<B>> B proxied(
            AbstractMockHttpServletRequestBuilder<B> request) {
        return request.header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "hpo.example.org")
                .header("X-Forwarded-Prefix", "/tamis");
    }
}
