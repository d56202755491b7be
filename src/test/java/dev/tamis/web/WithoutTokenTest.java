package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** A service without a token answers to this machine and its own pages, whatever is asked for. */
@ApiNodeTest
class WithoutTokenTest {

    private static final List<String> ADDRESSES = List.of(
            "/",
            "/index.html",
            "/app/main.js",
            "/favicon.svg",
            "/webjars/uplot/dist/uPlot.esm.js",
            "/swagger-ui.html",
            "/swagger-ui/index.html",
            "/v3/api-docs",
            "/actuator",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/prometheus",
            "/api/v1/experiments",
            "/api/v1/experiments/6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11/events",
            "/api/v1/datasets",
            "/api/v1/session",
            "/nothing");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void aForeignNameGetsNothing(String method) throws Exception {
        for (String address : ADDRESSES) {
            mvc.perform(request(HttpMethod.valueOf(method), URI.create(address)).header("Host", "evil.test:8080"))
                    .andExpect(status().is(421))
                    .andExpect(jsonPath("$.code").value("HOST_NOT_ALLOWED"))
                    .andExpect(jsonPath("$.detail").value(containsString("\"evil.test:8080\"")))
                    .andExpect(jsonPath("$.detail").value(containsString("tamis.allowed-hosts")))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.test",
        "Origin, null",
        "Origin, http://localhost:3000",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void aPageOfAnotherSiteGetsNothing(String name, String value) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            for (String address : ADDRESSES) {
                mvc.perform(request(HttpMethod.valueOf(method), URI.create(address))
                                .header(name, value))
                        .andExpect(status().is(403))
                        .andExpect(jsonPath("$.code").value("ORIGIN_NOT_ALLOWED"));
            }
        }
    }

    @Test
    void aRefusedPageChangesNothing() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        List<Integer> before = api.stored();
        mvc.perform(post("/api/v1/experiments/" + id + "/pause").header("Origin", "http://evil.test"));
        mvc.perform(post("/api/v1/experiments")
                .header("Host", "evil.test")
                .contentType(MediaType.APPLICATION_JSON)
                .content(Api.experimentWithTrials(1)));
        api.reads("/api/v1/experiments/{id}", id).andExpect(jsonPath("$.state").value("RUNNING"));
        assertThat(api.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, same-origin",
        "127.0.0.1:8080, http://127.0.0.1:8080, same-origin",
        "[::1]:8080, http://[::1]:8080, same-origin",
        "localhost, , none",
        "hpo.example.org, https://hpo.example.org, same-origin"
    })
    void itsOwnPagesGetWhatTheyAskFor(String host, String origin, String site) throws Exception {
        var request = get("/api/v1/experiments").header("Host", host).header("Sec-Fetch-Site", site);
        mvc.perform(origin == null ? request : request.header("Origin", origin)).andExpect(status().isOk());
    }

    @Test
    void noPageOfOthersIsToldThatItMay() throws Exception {
        mvc.perform(request(HttpMethod.OPTIONS, URI.create("/api/v1/experiments"))
                        .header("Origin", "https://lab.example.org")
                        .header("Access-Control-Request-Method", "POST"))
                .andExpect(status().isForbidden())
                .andExpect(header().doesNotExist("Access-Control-Allow-Origin"));
    }

    @Test
    void everyAnswerTellsBrowsersToKeepItToTheService() throws Exception {
        for (String address : ADDRESSES) {
            mvc.perform(get(URI.create(address)))
                    .andExpect(header().string("Cross-Origin-Resource-Policy", "same-origin"))
                    .andExpect(header().string("Cross-Origin-Opener-Policy", "same-origin"))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andExpect(header().string("Referrer-Policy", "no-referrer"))
                    .andExpect(header().string("Content-Security-Policy", containsString("frame-ancestors 'none'")));
        }
    }

    @Test
    void nobodyIsAskedForAToken() throws Exception {
        mvc.perform(get("/api/v1/session"))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"tokenRequired\": false, \"authenticated\": false}"));
        mvc.perform(post("/api/v1/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"token\": \"none\"}"))
                .andExpect(status().isOk())
                .andExpect(header().doesNotExist("Set-Cookie"));
        mvc.perform(get("/api/v1/experiments").header("Authorization", "Bearer none"))
                .andExpect(status().isOk());
        mvc.perform(request(HttpMethod.DELETE, URI.create("/api/v1/session"))).andExpect(status().isNoContent());
    }

    /** What reads a path otherwise than the rules do would get around them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1//experiments",
                "/api/v1/experiments;x=1",
                "/app/%2e%2e/api/v1/experiments",
                "/app/../api/v1/experiments",
                "/api/v1/datasets/a%25b"
            })
    void pathsWithTwoReadingsAreRefused(String path) throws Exception {
        mvc.perform(get(URI.create(path)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("MALFORMED_REQUEST"))
                .andExpect(cookie().doesNotExist("JSESSIONID"));
    }
}
