package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** What only a real server shows: bodies without a size, and requests that it refuses by itself. */
@ApiNodeTest
class ServerTest {

    @LocalServerPort
    private int port;

    @Autowired
    private WebServerApplicationContext node;

    @Autowired
    private AnswersAreDocumented documented;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseSwitch database;

    @Test
    void aBodyThatDoesNotTellItsSizeIsRefusedWhileItIsRead() throws Exception {
        byte[] body =
                Api.experimentWithTrials(1).replace("small", "x".repeat(70_000)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/experiments"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        documented.api().check(answer);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("must have at most 65536 bytes");
    }

    @Test
    void withoutATokenItListensOnLoopbackAlone() {
        assertThat(addressOf(node)).isEqualTo(InetAddress.getLoopbackAddress());
    }

    /** Where the server listens; null for everywhere. */
    static Object addressOf(WebServerApplicationContext node) {
        return ((TomcatWebServer) node.getWebServer())
                .getTomcat()
                .getConnector()
                .getProperty("address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/experiments?q=<x> HTTP/1.1",
                "GET /api/v1/experiments/%zz HTTP/1.1",
                "GET /api/v1/experiments/a%2Fb HTTP/1.1",
                "GET /../etc HTTP/1.1",
                "NONSENSE"
            })
    void whatTheServerItselfRefusesIsAProblemDocumentToo(String requestLine) throws IOException {
        String answer = exchange(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("\"code\":\"MALFORMED_REQUEST\"")
                .contains("\"errors\":[]")
                .contains("X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin");
        assertThat(documented.api().complaints("Problem", answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .isEmpty();
        assertThat(answer).doesNotContain("<html", "Apache", "\tat ");
    }

    @Test
    void aVerbThatTheServerRefusesHasAnAnswerWhateverFormatIsAskedFor() throws IOException {
        String answer = exchange(
                "TRACE /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nAccept: nonsense\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 405")
                .contains("application/problem+json", "\"code\":\"METHOD_NOT_ALLOWED\"");
    }

    /** All that the server refuses by itself. A request's lines are parted by bars. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /api/v1/<experiments HTTP/1.1|Host: localhost; 400; MALFORMED_REQUEST",
                "GET /api/v1/experiments HTTP/1.1|Host: a|Host: b; 400; MALFORMED_REQUEST",
                "GET /api/v1/experiments HTTP/1.1|Host: lo_cal host; 400; MALFORMED_REQUEST",
                "GET /api/v1/experiments HTTP/1.1|Host: localhost|Content-Length: x; 400; MALFORMED_REQUEST",
                "GET /api/v1/experiments HTTP/1.1|Host: localhost|: x; 400; MALFORMED_REQUEST",
                "GET /{9000} HTTP/1.1|Host: localhost; 400; MALFORMED_REQUEST",
                "GET /api/v1/experiments HTTP/1.1|Host: localhost|X: {9000}; 400; MALFORMED_REQUEST",
                "GET /app/main.js HTTP/1.1|Host: localhost|Range: bytes=99999999-; 416; MALFORMED_REQUEST",
                "BREW /api/v1/experiments HTTP/1.1|Host: localhost; 405; METHOD_NOT_ALLOWED",
                "TRACE /api/v1/experiments HTTP/1.1|Host: localhost; 405; METHOD_NOT_ALLOWED",
                "POST /api/v1/experiments HTTP/1.1|Host: localhost|Expect: the best; 417; UNSUPPORTED_HTTP",
                "POST /api/v1/experiments HTTP/1.1|Host: localhost|Transfer-Encoding: frob; 501; UNSUPPORTED_HTTP",
                "GET /api/v1/experiments HTTP/3.7|Host: localhost; 505; UNSUPPORTED_HTTP",
            })
    void whatTheServerRefusesHasItsCode(String request, int status, String code) throws Exception {
        String lines = Pattern.compile("\\{(\\d+)}")
                .matcher(request)
                .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))))
                .replace("|", "\r\n");

        String answer = exchange(lines + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(documented.api().complaints("Problem", bodyOf(answer))).isEmpty();
        assertThat(JsonPath.<String>read(bodyOf(answer), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<Integer>read(bodyOf(answer), "$.status")).isEqualTo(status);
    }

    /** Whatever a client has got wrong, the service is not at fault, and says which of both it is in words that help. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /api/v1/experiments?x=%zz | 400 | x",
                "GET /api/v1/experiments?q=%ff | 400 | q",
                "GET /api/v1/experiments?q=%4 | 400 | q",
                "GET /api/v1/experiments?%zz | 400 | %zz",
                "POST /api/v1/experiments?x=%zz | 400 | x",
                "GET /api/v1/search-spaces/6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11?x=%zz | 400 | x",
                "GET /actuator/health?x=%zz | 400 | x",
                "GET /nothing?x=%zz | 400 | x",
                "GET /?x=%zz | 400 | x",
                "GET /api/v1/experiments?a%0aFORGED%1b%5b31m=%zz | 400 | a%0aFORGED%1b%5b31m",
                "GET /api/v1/experiments?= | 400 | ",
                "GET /api/v1/experiments?page=0&=x | 400 | ",
                "GET /api/v1/experiments?{301 parameters} | 400 | ",
            })
    void aQueryThatNobodyCanReadIsTheClientsFault(String request, int status, String field) throws Exception {
        Matcher many = Pattern.compile("\\{(\\d+) parameters}").matcher(request);
        String line = many.replaceAll(found -> IntStream.range(0, Integer.parseInt(found.group(1)))
                .mapToObj(i -> "a" + i + "=1")
                .collect(Collectors.joining("&")));

        String answer =
                exchange(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        String problem = bodyOf(answer);
        assertThat(documented.api().complaints("Problem", problem)).isEmpty();
        assertThat(JsonPath.<String>read(problem, "$.errors[0].field")).isEqualTo(field == null ? "" : field);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/experiments, */*, 415",
        "POST, /api/v1/experiments, application/*, 415",
        "POST, /api/v1/range-suggestions, application/*+json, 415",
        "POST, /api/v1/experiments, garbage, 415",
        "POST, /api/v1/datasets, */*, 415",
        "POST, /api/v1/datasets, multipart/*, 415",
        "POST, /api/v1/datasets, multipart/form-data, 400",
        "POST, /api/v1/experiments, application/x-www-form-urlencoded, 415",
        "PUT, /api/v1/experiments, application/x-www-form-urlencoded, 405",
        "PATCH, /api/v1/experiments, application/x-www-form-urlencoded, 405",
        "DELETE, /api/v1/experiments, application/x-www-form-urlencoded, 405",
        "PUT, /nothing, application/x-www-form-urlencoded, 404",
    })
    void aBodyThatIsNotReadHereIsTheClientsFault(String method, String path, String type, int status) throws Exception {
        String answer = exchange(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: 5\r\n\r\na=%zz");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(documented.api().complaints("Problem", bodyOf(answer))).isEmpty();
    }

    /** A header that an export has no use for. */
    @Test
    void anExportIsNoBodysBusiness() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        String answer = exchange("GET /api/v1/experiments/" + id + "/export HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nContent-Type: application/*+json\r\nContent-Length: 5\r\n\r\na=%zz");
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void anExportThatBreaksOffDoesNotLookWhole(String format) throws Exception {
        UUID id = api.anExperimentWithTrials(1000);
        HttpRequest export = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + port + "/api/v1/experiments/" + id + "/export?format=" + format))
                .build();

        // the experiment, and some of the pages of 200 trials
        database.whileAwayAfter(
                4,
                () -> assertThatThrownBy(
                                () -> HttpClient.newHttpClient().send(export, HttpResponse.BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class));
    }

    @ParameterizedTest
    @CsvSource({"/export?format=csv, gzip", "/export?format=json, gzip", "/trials?size=100, gzip", "/events, "})
    void whatIsLongIsCompressedExceptEvents(String path, String encoding) throws Exception {
        UUID id = api.anExperimentWithTrials(100);
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + port + "/api/v1/experiments/" + id + path))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(answer.headers().firstValue("Content-Encoding").orElse(null))
                    .isEqualTo(encoding);
            assertThat(body.read()).isNotNegative();
        }
    }

    /** It comes in one piece or with the sizes of its pieces before and after. */
    private static String bodyOf(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n"));
        return body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The server forwards to the page, and what it forwards to is gathered like any other answer. */
    @Test
    void theDashboardIsWhereTheAddressBegins() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("app/main.js");
    }

    /** Handlers are chosen by the address as it is meant, and so must be all that is done before them. */
    @Test
    void anAddressIsTheSameHoweverItIsWritten() throws Exception {
        UUID id = api.anExperimentWithTrials(200);
        HttpResponse<String> export = get("/api/v1/experiments/" + id + "/%65xport");

        assertThat(export.headers().firstValue("Content-Length"))
                .as("it is not gathered")
                .isEmpty();
        assertThat(export.body()).hasSizeGreaterThan(16 * 1024);
        HttpResponse<InputStream> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + port + "/api/v1/experiments/" + id + "/%65vents"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream stream = events.body()) {
            assertThat(stream.read()).isEqualTo('e');
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
