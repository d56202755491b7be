package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.http.LargeBodies;
import dev.tamis.web.openapi.Examples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules that hold for every operation of the document, whichever there are. */
@ApiNodeTest
class EveryOperationTest {

    /** What a client cannot know of and cannot change. */
    private static final Pattern OUR_LIBRARIES = Pattern.compile(
            "(?i)jackson|JsonReadFeature|JsonParser|spring|hibernate|jdbc|tomcat|catalina|servlet|\\bh2\\b|postgres|"
                    + "fasterxml|djl|torch|java\\.|javax\\.|jakarta|org\\.|com\\.|tools\\.|exception|\\$\\w|static resource|"
                    + "method '|at \\[source|unrecognized|deserializ|null pointer|StreamRead|UTF-32|(?:unexpected|json|current|invalid) token|resolve|multipart request");

    private static final List<String> OTHER_TYPES = List.of(
            "application/yaml",
            "application/x-yaml",
            "text/yaml",
            "application/xml",
            "text/xml",
            "application/cbor",
            "application/x-smile",
            "application/x-protobuf",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "text/plain",
            "text/html",
            "application/json;charset=UTF-16",
            "application/json;charset=nonsense",
            "application/ld+json",
            "nonsense");

    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "{",
            "}",
            "{\"name\": NaN}",
            "{\"name\": \"x\",}",
            "{name: 1}",
            "{'name': 1}",
            "{\"name\": 1 /* one */}",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "{\"name\": " + "9".repeat(5_000) + "}",
            "{\"seed\": 1e99999999999}",
            "{\"seed\": 1e400}",
            "{\"name\": \"x\", \"name\": \"y\"}",
            "{\"name\": \"\\ud800\"}",
            "{\"name\": \"\\u0000\\ud800\"}",
            "{\"name\": \"a\tb\"}",
            "{\"name\": \"\\x\"}",
            "{\"name\": \"x",
            "{\"name\": 01}",
            "{} {}",
            "null",
            "[]",
            "[null]",
            "\"text\"",
            "true",
            "<xml/>",
            "name: x",
            "\u0000",
            "{\"name\": [], \"dataset\": [], \"model\": [], \"searchSpace\": [], \"trials\": {}, \"start\": {}}",
            "{\"name\": {}, \"dataset\": \"x\", \"model\": 1, \"searchSpace\": true, \"trials\": 1, \"optimizer\": 1}",
            "{\"searchSpace\": {\"x\": []}, \"trials\": [null, 1, \"x\", []]}",
            "{\"searchSpace\": {\"\": {\"type\": \"float\", \"low\": 0, \"high\": 1}}}",
            "{\"searchSpaceId\": \"1-1-1-1-1\"}");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    /** An operation, with an address that leads somewhere. */
    private record Operation(HttpMethod method, String path, URI address, JsonNode document) {

        MockHttpServletRequestBuilder request() {
            return MockMvcRequestBuilders.request(method, address);
        }

        boolean takes(String mediaType) {
            return document.at("/requestBody/content").has(mediaType);
        }

        /** JSON where there is no body. */
        String readType() {
            return document.at("/requestBody/content").propertyNames().stream()
                    .findFirst()
                    .orElse(MediaType.APPLICATION_JSON_VALUE);
        }

        boolean changesNothing() {
            return method.equals(HttpMethod.GET);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void noOperationReadsAnythingButWhatTheDocumentSays() throws Exception {
        for (Operation operation : operations()) {
            if (operation.takes("application/json") || operation.takes("multipart/form-data")) {
                for (String type : OTHER_TYPES) {
                    MockHttpServletResponse answer = mvc.perform(operation
                                    .request()
                                    .header("Content-Type", type)
                                    .content("name: x"))
                            .andReturn()
                            .getResponse();
                    assertRefused(operation + " " + type, answer, 415, "UNSUPPORTED_MEDIA_TYPE");
                    assertThat(answer.getContentAsString()).doesNotContain("yaml]", "yaml,", "xml]", "cbor]");
                }
            }
        }
    }

    @Test
    void noOperationAnswersInAnythingButWhatTheDocumentSays() throws Exception {
        for (Operation operation : operations()) {
            for (String type :
                    List.of("application/yaml", "application/xml", "application/cbor", "text/html", "image/png")) {
                if (operation.changesNothing()) {
                    MockHttpServletResponse answer = mvc.perform(
                                    operation.request().header("Accept", type))
                            .andReturn()
                            .getResponse();
                    assertRefused(operation + " " + type, answer, 406, "NOT_ACCEPTABLE");
                    assertThat(answer.getContentAsString())
                            .as("%s", operation)
                            .containsAnyOf("application/json", "text/event-stream", LargeBodies.ARCHIVE);
                }
            }
        }
    }

    /** No schema of a body allows null; what nobody has set is {}. */
    @Test
    void nullIsNoBody() throws Exception {
        int asked = 0;
        for (Operation operation : operations()) {
            if (operation.takes("application/json")) {
                asked++;
                MockHttpServletResponse answer = mvc.perform(operation
                                .request()
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("null"))
                        .andReturn()
                        .getResponse();
                assertRefused(operation.toString(), answer, 400, "INVALID_FIELDS");
                assertThat(answer.getContentAsString())
                        .as("%s", operation)
                        .contains("must be a JSON object, but got null");
            }
        }
        assertThat(asked).isGreaterThan(10);
    }

    @Test
    void packedBodiesAreRefusedByTheirEncoding() throws Exception {
        for (Operation operation : operations()) {
            if (operation.document().has("requestBody")) {
                MockHttpServletResponse answer = mvc.perform(operation
                                .request()
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("Content-Encoding", "gzip")
                                .content(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}))
                        .andReturn()
                        .getResponse();
                assertRefused(operation.toString(), answer, 415, "UNSUPPORTED_MEDIA_TYPE");
                assertThat(answer.getContentAsString()).contains("Content-Encoding", "\\\"gzip\\\"");
                assertThat(answer.getHeader("Accept-Encoding")).isEqualTo("identity");
            }
        }
    }

    @Test
    void noRefusalSpeaksOfOurLibraries() throws Exception {
        int refusals = 0;
        for (Operation operation : operations()) {
            if (!operation.method().equals(HttpMethod.POST)) {
                continue;
            }
            List<byte[]> bodies = new ArrayList<>();
            BROKEN.forEach(each -> bodies.add(each.getBytes(StandardCharsets.UTF_8)));
            bodies.add(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
            bodies.add("{\"name\": \"x\"}".getBytes(StandardCharsets.UTF_16));
            bodies.add(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
            for (byte[] body : bodies) {
                for (String type :
                        List.of("application/json", "multipart/form-data", "multipart/form-data; boundary=x")) {
                    MockHttpServletResponse answer = mvc.perform(operation
                                    .request()
                                    .header("Content-Type", type)
                                    .content(body))
                            .andReturn()
                            .getResponse();
                    String text = answer.getContentAsString(StandardCharsets.UTF_8);
                    if (answer.getStatus() >= 400) {
                        refusals++;
                        assertThat(answer.getStatus())
                                .as("%s %s", operation, new String(body))
                                .isLessThan(500);
                        assertThat(OUR_LIBRARIES.matcher(words(text)).results().map(each -> each.group()))
                                .as(text)
                                .isEmpty();
                        assertThat((String) JsonPath.read(text, "$.code")).isNotEmpty();
                    }
                }
            }
        }
        assertThat(refusals).isGreaterThan(BROKEN.size() * 5);
    }

    @Test
    void whatIsNotThereIsToldOfInOurOwnWords() throws Exception {
        String id = UUID.randomUUID().toString();
        for (String path : List.of(
                "/",
                "/nothing",
                "/nothing.html",
                "/api/v1",
                "/api/v1/nothing",
                "/api/v1/experiments/" + id,
                "/api/v1/experiments/" + id + "/nothing",
                "/api/v1/experiments/x",
                "/api/v1/experiments/" + id + "/trials/99999999999",
                "/actuator/nothing",
                "/actuator/health/nothing",
                "/swagger-ui/nothing",
                "/webjars/nothing",
                "/app/nothing.js",
                "/error")) {
            for (HttpMethod method :
                    List.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH, HttpMethod.POST)) {
                MockHttpServletResponse answer =
                        mvc.perform(request(method, path)).andReturn().getResponse();
                String text = answer.getContentAsString(StandardCharsets.UTF_8);
                if (answer.getStatus() >= 400 && !text.isEmpty()) {
                    assertThat(OUR_LIBRARIES.matcher(words(text)).results().map(each -> each.group()))
                            .as("%s %s %s", method, path, text)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void unknownQueryParametersAreRefusedEverywhere() throws Exception {
        for (Operation operation : operations()) {
            MockHttpServletResponse answer = mvc.perform(request(
                                    operation.method(),
                                    URI.create(operation.address() + "?colour=red&colour=blue&color"))
                            .contentType(operation.readType())
                            .content("{}"))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus())
                    .as("%s %s", operation, answer.getContentAsString())
                    .isEqualTo(400);
            assertThat(JsonPath.<List<String>>read(
                            answer.getContentAsString(), "$.errors[?(@.code == 'UNKNOWN_FIELD')].field"))
                    .as("%s", operation)
                    .containsExactlyInAnyOrder("colour", "color");
        }
    }

    private static void assertRefused(String what, MockHttpServletResponse answer, int status, String code)
            throws Exception {
        assertThat(answer.getStatus())
                .as("%s %s", what, answer.getContentAsString())
                .isEqualTo(status);
        assertThat(answer.getContentType()).as(what).isEqualTo("application/problem+json");
        assertThat((String) JsonPath.read(answer.getContentAsString(), "$.code"))
                .as(what)
                .isEqualTo(code);
        assertThat(OUR_LIBRARIES
                        .matcher(words(answer.getContentAsString()))
                        .results()
                        .map(each -> each.group()))
                .as(what)
                .isEmpty();
    }

    /** What we say, without what we quote. */
    private static String words(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "").replaceAll("\\\\\"([^\\\\\"]|\\\\\\\\.)*\\\\\"", "");
    }

    private List<Operation> operations() throws Exception {
        String id = api.anExperimentWithTrials(2).toString();
        worker.trainAll(UUID.fromString(id));
        String space = JsonPath.read(
                api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        JsonNode document = JsonMapper.shared()
                .readTree(mvc.perform(get("/v3/api-docs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            String address = path.getKey()
                    .replace("{id}", path.getKey().contains("search-spaces") ? space : id)
                    .replace("{number}", "1")
                    .replace("{name}", "mnist");
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                operations.add(new Operation(
                        HttpMethod.valueOf(verb.getKey().toUpperCase(Locale.ROOT)),
                        path.getKey(),
                        URI.create(address),
                        verb.getValue()));
            }
        }
        assertThat(operations).hasSizeGreaterThanOrEqualTo(25);
        return operations;
    }
}
