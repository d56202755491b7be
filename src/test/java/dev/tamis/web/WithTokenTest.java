package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A service on a network: a token opens it, its page has a cookie, and health has a port of its own. */
@NodeWithTokensTest
class WithTokenTest {

    private static final String TOKEN = NodeWithTokensTest.ADMIN;

    private static final String BEARER = "Bearer " + TOKEN;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private WebServerApplicationContext node;

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/experiments",
                "/api/v1/datasets/mnist",
                "/api/v1/experiments/6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11/events",
                "/v3/api-docs",
                "/v3/api-docs/swagger-config",
                "/v3/api-docs.yaml",
                "/actuator/prometheus",
                "/nothing",
                "/error",
                "/api/v1/session/more"
            })
    void whoBringsNoTokenGetsNothing(String path) throws Exception {
        mvc.perform(get(path))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer realm=\"tamis\""))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(jsonPath("$.code").value("TOKEN_MISSING"))
                .andExpect(jsonPath("$.detail").value(containsString("Authorization: Bearer")));
        mvc.perform(post(path)).andExpect(status().isUnauthorized());
        mvc.perform(delete(path)).andExpect(status().isUnauthorized());
    }

    @Test
    void whoBringsItGetsWhatThereIs() throws Exception {
        mvc.perform(get("/api/v1/experiments").header("Authorization", BEARER)).andExpect(status().isOk());
        mvc.perform(get("/api/v1/experiments").header("Authorization", "bearer  " + TOKEN))
                .andExpect(status().isOk());
        mvc.perform(get("/nothing").header("Authorization", BEARER)).andExpect(status().isNotFound());
        mvc.perform(post("/api/v1/experiments").header("Authorization", BEARER)).andExpect(status().isBadRequest());
        mvc.perform(get("/v3/api-docs").header("Authorization", BEARER))
                .andExpect(jsonPath("$.components.securitySchemes.token.scheme").value("bearer"))
                .andExpect(jsonPath("$.security[0].token").isArray())
                .andExpect(jsonPath("$.security.length()").value(1));
    }

    /** Its examples name what each one has. */
    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml", "/api/v1/experiments"})
    void whatIsEachOnesOwnIsKeptForNobodyElse(String path) throws Exception {
        mvc.perform(get(path).header("Authorization", BEARER))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "private, no-cache"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer 0123456789abcdef-for-test",
                "Bearer 0123456789abcdef-for-tests2"
            })
    void aWrongTokenIsSaidToBeWrong(String header) throws Exception {
        mvc.perform(get("/api/v1/experiments").header("Authorization", header))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", containsString("invalid_token")))
                .andExpect(jsonPath("$.code").value("TOKEN_WRONG"))
                .andExpect(content().string(not(containsString(TOKEN))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/app/main.js",
                "/style/layout.css",
                "/favicon.svg",
                "/webjars/uplot/dist/uPlot.esm.js"
            })
    void thePageItselfHoldsNothingAndIsOpen(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().isOk());
    }

    @Test
    void whoComesToSwaggerUiWithoutASessionIsSentToThePage() throws Exception {
        mvc.perform(get("/swagger-ui.html")).andExpect(redirectedUrl("/#/api"));
        mvc.perform(get("/swagger-ui/index.html")).andExpect(redirectedUrl("/#/api"));
        mvc.perform(get("/swagger-ui/index.html").cookie(logIn())).andExpect(status().isOk());
    }

    @Test
    void thePageExchangesTheTokenForACookieAndIsLetInByIt() throws Exception {
        mvc.perform(session(TOKEN)).andExpect(header().string("Cache-Control", "no-store"));
        mvc.perform(get("/api/v1/session"))
                .andExpect(content().json("{\"tokenRequired\": true, \"authenticated\": false}"));
        mvc.perform(session("wrong"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("TOKEN_WRONG"))
                .andExpect(header().doesNotExist("Set-Cookie"));
        Cookie cookie = logIn();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
        assertThat(cookie.getValue()).doesNotContain(TOKEN);

        mvc.perform(get("/api/v1/session").cookie(cookie))
                .andExpect(content().json("{\"tokenRequired\": true, \"authenticated\": true}"));
        mvc.perform(get("/api/v1/experiments").cookie(cookie)).andExpect(status().isOk());
        mvc.perform(delete("/api/v1/session").cookie(cookie))
                .andExpect(status().isNoContent())
                .andExpect(header().string("Set-Cookie", containsString("Max-Age=0")));
    }

    /** Asynchronous answers are dispatched once more, when nobody asks for a token again. */
    @Test
    void aRequestThatWaitsAndAStreamAreLetInOnce() throws Exception {
        String made = mvc.perform(post("/api/v1/experiments")
                        .header("Authorization", BEARER)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getHeader("Location");
        String id = UUID.fromString(made.replaceAll(".*/", "")).toString();
        Cookie cookie = logIn();
        HttpRequest follow = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/experiments/" + id + "/events"))
                .header("Cookie", cookie.getName() + "=" + cookie.getValue())
                .build();
        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(follow, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(events.read()).isNotNegative();
        }
        assertThat(exchange(
                        port,
                        "GET /api/v1/experiments/" + id + "?wait=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                + BEARER))
                .startsWith("HTTP/1.1 200");
    }

    /** Whoever stands before the service may have looked at the other one. */
    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer wrong",
        "Authorization, " + BEARER,
        "Origin, http://localhost",
        "Idempotency-Key, a key"
    })
    void whatCountsOnceIsRefusedWhereItStandsTwice(String name, String second) throws Exception {
        MockHttpServletRequestBuilder once = post("/api/v1/experiments?dryRun=true")
                .header("Authorization", BEARER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "a key")
                .content(Api.experimentWithTrials(1));
        mvc.perform(once).andExpect(status().isOk());
        MockHttpServletRequestBuilder more = name.equals("Origin") ? once.header(name, second) : once;

        mvc.perform(more.header(name, second))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(name))
                .andExpect(jsonPath("$.errors[0].code").value("DUPLICATE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments", "/actuator/prometheus"})
    void twoOfThemAreRefusedOnEitherPort(String path) throws Exception {
        for (int each : new int[] {port, managementPort}) {
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + BEARER;
            assertThat(exchange(each, head + "\r\nAuthorization: Bearer wrong")).startsWith("HTTP/1.1 400");
            assertThat(exchange(each, head + "\r\nHost: localhost")).startsWith("HTTP/1.1 400");
            assertThat(exchange(each, head + "\r\nContent-Type: text/plain\r\nContent-Type: application/json"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    /** A browser adds the cookie by itself, also for pages on other ports of the same host. */
    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:3000, 403",
        "Sec-Fetch-Site, same-site, 200",
        "Origin, https://lab.example.org, 200"
    })
    void theCookieServesTheServicesOwnPagesAlone(String name, String value, int withToken) throws Exception {
        mvc.perform(get("/api/v1/experiments").cookie(logIn()).header(name, value))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("ORIGIN_NOT_ALLOWED"));
        mvc.perform(get("/api/v1/experiments").header("Authorization", BEARER).header(name, value))
                .andExpect(status().is(withToken));
    }

    @ParameterizedTest
    @CsvSource({"evil.test, 421", "hpo.example.org, 200", "192.0.2.7:8080, 200", "localhost, 200"})
    void namesThatNobodyListedAreNotTheService(String host, int status) throws Exception {
        mvc.perform(get("/api/v1/experiments").header("Authorization", BEARER).header("Host", host))
                .andExpect(status().is(status));
    }

    @Test
    void aPageThatWasLetInWorksFromItsPreflightToItsAnswer() throws Exception {
        mvc.perform(options("/api/v1/experiments")
                        .header("Origin", "https://lab.example.org")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"))
                .andExpect(status().isOk())
                .andExpect(header().string("Access-Control-Allow-Origin", "https://lab.example.org"))
                .andExpect(header().string("Access-Control-Allow-Methods", containsString("POST")))
                .andExpect(
                        header().string("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key"))
                .andExpect(header().doesNotExist("Access-Control-Allow-Credentials"));
        mvc.perform(post("/api/v1/experiments")
                        .header("Origin", "https://lab.example.org")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Authorization", BEARER)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andExpect(status().isCreated())
                .andExpect(header().string("Access-Control-Allow-Origin", "https://lab.example.org"))
                .andExpect(header().string(
                                "Access-Control-Expose-Headers",
                                stringContainsInOrder("Location", "Retry-After", "RateLimit", "RateLimit-Policy")));
        mvc.perform(options("/api/v1/experiments")
                        .header("Origin", "https://other.example.org")
                        .header("Access-Control-Request-Method", "POST"))
                .andExpect(status().isForbidden())
                .andExpect(header().doesNotExist("Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health/liveness, localhost, , 200",
        "/actuator/health/readiness, 10.1.2.3:8081, , 200",
        "/actuator/health, localhost, , 200",
        "/actuator/prometheus, localhost, , 401",
        "/actuator/prometheus, localhost, yes, 200",
        "/actuator/info, localhost, , 200",
        "/actuator/sbom/application, localhost, , 401",
        "/actuator/sbom/application, localhost, yes, 200",
        "/actuator/health/liveness, evil.test, , 421"
    })
    void thePortOfHealthHasTheSameDoor(String path, String host, String token, int status) throws Exception {
        String answer = exchange(
                managementPort,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + (token == null ? "" : "\r\nAuthorization: " + BEARER));
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("Cross-Origin-Resource-Policy: same-origin")
                .doesNotContain("\"details\"");
        if (status >= 400) {
            assertThat(answer).contains("application/problem+json");
        }
    }

    @Test
    void itListensEverywhere() {
        assertThat(ServerTest.addressOf(node)).isNull();
    }

    @Test
    void whoGuessesIsNotListenedToForAMinute() throws Exception {
        for (int i = 0; i < 20; i++) {
            mvc.perform(session("guess " + i).with(from("192.0.2.9"))).andExpect(status().isUnauthorized());
        }
        mvc.perform(session(TOKEN).with(from("192.0.2.9")))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("TOO_MANY_ATTEMPTS"))
                .andExpect(header().string("Retry-After", "60"));
        mvc.perform(get("/api/v1/datasets").header("Authorization", BEARER).with(from("192.0.2.9")))
                .andExpect(status().isTooManyRequests());
        mvc.perform(get("/api/v1/datasets").cookie(logIn()).with(from("192.0.2.9")))
                .andExpect(status().isOk());
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    /** Load balancers ask by HEAD, too. */
    @Test
    void livenessIsToldByHeadAsWell() throws Exception {
        assertThat(exchange(managementPort, "HEAD /actuator/health/liveness HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 200");
    }

    /** Simple health checks speak HTTP/1.0 and name nobody. */
    @Test
    void whoNamesNobodyIsAnsweredToo() throws Exception {
        assertThat(exchange(managementPort, "GET /actuator/health/liveness HTTP/1.0"))
                .contains(" 200 ")
                .contains("\"status\":\"UP\"");
        assertThat(exchange(port, "GET /api/v1/experiments HTTP/1.0")).contains(" 401 ");
    }

    private static MockHttpServletRequestBuilder session(String token) {
        return post("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"token\": \"" + token + "\"}");
    }

    private Cookie logIn() throws Exception {
        Cookie[] cookies = mvc.perform(session(TOKEN))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getCookies();
        assertThat(cookies).hasSize(1);
        return cookies[0];
    }

    private static String exchange(int port, String head) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** More of them than there are threads, and than places for uploads. */
    @Test
    void aSlowBodyOfAStrangerIsRefusedBeforeItIsThere() throws IOException {
        for (int client = 0; client < 30; client++) {
            String type = client % 2 == 0 ? "application/json" : "multipart/form-data; boundary=x";
            String path = client % 2 == 0 ? "/api/v1/experiments" : "/api/v1/datasets";
            try (Socket stranger = begins(path, type, "X-Nothing: 1")) {
                assertThat(statusLine(stranger)).startsWith("HTTP/1.1 401");
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeInItsTimeIsRefused() throws IOException {
        try (Socket slow = begins("/api/v1/experiments", "application/json", "Authorization: " + BEARER)) {
            assertThat(answer(slow)).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW", "tamis.api.body-patience");
        }
    }

    /** A byte now and then was enough, and held one of the places for uploads. */
    @Test
    void anUploadThatTricklesIsRefused() throws IOException {
        try (Socket slow = begins("/api/v1/datasets", "multipart/form-data; boundary=x", "Authorization: " + BEARER)) {
            slow.setSoTimeout(100);
            String answer = "";
            for (int tenth = 0; tenth < 100 && answer.isEmpty(); tenth++) {
                slow.getOutputStream().write('y');
                try {
                    answer = answer(slow);
                } catch (SocketTimeoutException stillTaken) {
                    assertThat(tenth).isLessThan(99);
                }
            }
            assertThat(answer).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW", "tamis.api.body-patience");
        }
    }

    private Socket begins(String path, String type, String header) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(15_000);
        client.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                                + "\r\nContent-Type: " + type + "\r\nContent-Length: 100000\r\n\r\n--x\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static String statusLine(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
