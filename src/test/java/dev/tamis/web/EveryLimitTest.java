package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.openapi.Examples;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a client sizes has a limit in the document, and who goes one beyond it is refused with the name of the field: after the
 * document, so that a new field without a limit, or with one that nobody checks, is found here.
 */
@ApiNodeTest
class EveryLimitTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What has no limit in the document, by the end of its name, and what bounds it. */
    private static final Map<String, String> BOUNDED_OTHERWISE = Map.ofEntries(
            Map.entry("seed", "any number is as good a seed as any other, and sizes nothing"),
            Map.entry("?after", "a change that there was not yet is refused"),
            Map.entry("?round", "a round that is not there is not found"),
            Map.entry("?sort", "an address has at most 8 KB, and 300 parameters"),
            Map.entry("?q", "an address has at most 8 KB"),
            Map.entry("owner", "who has nothing is not found"),
            Map.entry("dataset.name", "a dataset that is not there is not found"),
            Map.entry("dataset.sha256", "content that is not there is not found"),
            Map.entry("dataset.trainSize", "as many rows as the dataset has, which the refusal tells"),
            Map.entry("dataset.validationSize", "as many rows as the dataset has, which the refusal tells"),
            Map.entry(
                    "range-suggestions validationSize", "rows that the client has looked at, and the service has not"),
            Map.entry("budget.maxFailedTrials", "more than there are trials allows no more failures than trials"),
            Map.entry("session token", "a body has at most 1 MB, and what is no token is refused"),
            Map.entry("expiresAt", "what is no instant of the next ten years is refused"),
            Map.entry("lifetime", "what is no time of a minute to ten years is refused"),
            Map.entry("budget.maxDuration", "what is no time of up to 366 days is refused"),
            Map.entry("budget.target", "any number may be enough, and sizes nothing"),
            Map.entry("budget.stagnation.by", "any improvement may count, and sizes nothing"),
            Map.entry("sampler.lag", "a sampler of the tests"),
            Map.entry("sampler.until", "a sampler of the tests"));

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    private JsonNode document;
    private final List<Place> places = new ArrayList<>();

    /**
     * Where a client puts a value.
     *
     * @param query whether it is a parameter of the query; otherwise a field of a JSON body
     * @param path names of fields; the last is the value's, or "[]" for an item of a list
     */
    private record Place(Operation operation, boolean query, List<String> path, JsonNode schema) {

        String field() {
            return String.join(".", path).replace(".[]", "[0]").replace(".*", ".x");
        }

        /** Of one that a space may have of whatever kind, though not every hyperparameter may. */
        boolean isBoundOfDomain() {
            return path.size() == 3
                    && path.get(0).equals("searchSpace")
                    && !path.get(2).equals("choices");
        }

        /** A choice has no whole numbers from 1 to 5: then its domain is what is refused. */
        String blamed() {
            return isBoundOfDomain()
                            && !List.of("hiddenUnits", "batchSize", "epochs", "*")
                                    .contains(path.get(1))
                    ? field().substring(0, field().lastIndexOf('.'))
                    : field();
        }

        @Override
        public String toString() {
            return operation + (query ? "?" : " ") + field();
        }
    }

    private record Operation(HttpMethod method, String path, String address, JsonNode document) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void readTheDocument() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id);
        String space = JsonPath.read(
                api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        document = JsonMapper.shared()
                .readTree(mvc.perform(get("/v3/api-docs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        places.clear();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            String address = path.getKey()
                    .replace("{id}", path.getKey().contains("search-spaces") ? space : id.toString())
                    .replace("{number}", "1")
                    .replace("{name}", "mnist");
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                HttpMethod method = HttpMethod.valueOf(verb.getKey().toUpperCase(Locale.ROOT));
                collect(new Operation(method, path.getKey(), address, verb.getValue()));
            }
        }
        assertThat(places).hasSizeGreaterThan(50);
    }

    private void collect(Operation operation) {
        for (JsonNode each : operation.document().path("parameters")) {
            JsonNode parameter = resolved(each);
            if (parameter.path("in").asString().equals("query")) {
                List<String> name = List.of(parameter.get("name").asString());
                places.add(new Place(operation, true, name, resolved(parameter.path("schema"))));
            }
        }
        JsonNode body = operation.document().at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            walk(body, List.of(), (path, schema) -> places.add(new Place(operation, false, path, schema)));
        }
    }

    private interface Visitor {
        void visit(List<String> path, JsonNode schema);
    }

    private void walk(JsonNode unresolved, List<String> path, Visitor visitor) {
        JsonNode schema = resolved(unresolved);
        if (!path.isEmpty()) {
            visitor.visit(path, schema);
        }
        if (path.size() > 5) {
            return;
        }
        if (schema.path("discriminator").has("mapping")) {
            for (JsonNode kind : schema.path("discriminator").path("mapping")) {
                JsonNode extended = document.at(
                        kind.asString().startsWith("#")
                                ? kind.asString().substring(1)
                                : "/components/schemas/" + kind.asString());
                extended.path("allOf").forEach(part -> {
                    if (!part.has("$ref")) {
                        properties(part, path, visitor);
                    }
                });
            }
        }
        for (String alternatives : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(alternatives).forEach(part -> properties(resolved(part), path, visitor));
        }
        properties(schema, path, visitor);
        if (schema.path("items").isObject()) {
            walk(schema.get("items"), with(path, "[]"), visitor);
        }
        if (schema.path("additionalProperties").isObject()) {
            walk(schema.get("additionalProperties"), with(path, "*"), visitor);
        }
    }

    private void properties(JsonNode schema, List<String> path, Visitor visitor) {
        schema.path("properties")
                .properties()
                .forEach(each -> walk(each.getValue(), with(path, each.getKey()), visitor));
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    @Test
    void everythingThatAClientSizesHasALimitInTheDocument() {
        Map<String, String> unbounded = new TreeMap<>();
        for (Place place : places) {
            JsonNode schema = place.schema();
            String type = type(schema);
            boolean bounded = schema.has("enum")
                    || schema.has("const")
                    || switch (type) {
                        case "integer" -> schema.has("maximum") || schema.has("exclusiveMaximum");
                        case "string" ->
                            schema.has("maxLength")
                                    || schema.path("format").asString("").equals("uuid");
                        case "array" -> schema.has("maxItems");
                        default -> true;
                    };
            if (!bounded && BOUNDED_OTHERWISE.keySet().stream().noneMatch(place.toString()::endsWith)) {
                unbounded.put(place.toString(), type);
            }
        }
        assertThat(unbounded).isEmpty();
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!each.asString().equals("null")) {
                    return each.asString();
                }
            }
        }
        return type.asString("");
    }

    @Test
    void whoGoesOneBeyondALimitIsRefusedWithTheNameOfTheField() throws Exception {
        Map<String, String> taken = new LinkedHashMap<>();
        int sent = 0;
        for (Place place : places) {
            Optional<JsonNode> tooMuch = beyond(place.schema());
            if (tooMuch.isEmpty()) {
                continue;
            }
            sent++;
            MockHttpServletResponse answer = send(place, tooMuch.get());
            String text = answer.getContentAsString(StandardCharsets.UTF_8);
            boolean refused = answer.getStatus() == 400 || answer.getStatus() == 413;
            List<String> fields = refused ? JsonPath.read(text, "$.errors[*].field") : List.of();
            boolean named = fields.stream()
                    .anyMatch(each -> each.startsWith(place.blamed())
                            || place.field().startsWith(each + ".")
                            || place.field().startsWith(each + "["));
            if (!named) {
                taken.put(place.toString(), answer.getStatus() + " " + shortened(text));
            }
        }
        assertThat(taken).isEmpty();
        assertThat(sent).isGreaterThan(40);
    }

    /** PostgreSQL holds none, and would answer for it with a fault of the service. */
    @Test
    void noTextMayHoldNul() throws Exception {
        Map<String, String> taken = new LinkedHashMap<>();
        int sent = 0;
        for (Place place : places) {
            boolean texts = type(resolved(place.schema().path("items"))).equals("string");
            if (!texts && !type(place.schema()).equals("string")) {
                continue;
            }
            sent++;
            JsonNode text = JSON.stringNode("a\0b");
            MockHttpServletResponse answer =
                    send(place, texts ? JSON.arrayNode().add(text) : text);
            String body = answer.getContentAsString(StandardCharsets.UTF_8);
            List<String> fields = answer.getStatus() == 400 ? JsonPath.read(body, "$.errors[*].field") : List.of();
            if (fields.stream().noneMatch(each -> each.startsWith(place.field()))) {
                taken.put(place.toString(), answer.getStatus() + " " + shortened(body));
            }
        }
        assertThat(taken).isEmpty();
        assertThat(sent).isGreaterThan(40);
    }

    /** A character beyond Unicode's first plane is two of H2's and four of UTF-8's. */
    @Test
    void theLongestTextsAreNoFaultOfTheService() throws Exception {
        Map<String, String> failed = new LinkedHashMap<>();
        int taken = 0;
        for (Place place : places) {
            if (place.schema().has("maxLength")) {
                String longest =
                        "\ud83c\udf9b".repeat(place.schema().get("maxLength").asInt());
                MockHttpServletResponse answer = send(place, JSON.stringNode(longest));
                taken += answer.getStatus() < 300 ? 1 : 0;
                if (answer.getStatus() >= 500) {
                    failed.put(place.toString(), shortened(answer.getContentAsString(StandardCharsets.UTF_8)));
                }
            }
        }
        assertThat(failed).isEmpty();
        assertThat(taken).isGreaterThan(2);
    }

    private static String shortened(String text) {
        return text.length() < 400 ? text : text.substring(0, 400) + " …";
    }

    /** The smallest value that is too much, where a schema has a limit. */
    private static Optional<JsonNode> beyond(JsonNode schema) {
        if (schema.has("maximum")) {
            BigDecimal most = schema.get("maximum").decimalValue();
            // Of a real number as large as these the next one is farther away.
            boolean real = type(schema).equals("number") && most.compareTo(BigDecimal.valueOf(1e9)) > 0;
            return Optional.of(JSON.numberNode(real ? most.multiply(BigDecimal.TEN) : most.add(BigDecimal.ONE)));
        }
        if (schema.has("exclusiveMaximum")) {
            return Optional.of(JSON.numberNode(schema.get("exclusiveMaximum").decimalValue()));
        }
        if (schema.has("maxLength")) {
            return Optional.of(
                    JSON.stringNode("x".repeat(schema.get("maxLength").asInt() + 1)));
        }
        if (schema.has("maxItems")) {
            ArrayNode list = JSON.arrayNode();
            for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
                list.add(i);
            }
            return Optional.of(list);
        }
        return Optional.empty();
    }

    private MockHttpServletResponse send(Place place, JsonNode value) throws Exception {
        Operation operation = place.operation();
        if (place.query()) {
            String text = value.isArray() ? joined(value) : value.asString();
            URI address = URI.create(operation.address() + "?" + place.path().get(0) + "="
                    + URLEncoder.encode(text, StandardCharsets.UTF_8));
            return mvc.perform(request(operation.method(), address)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(operation.document().has("requestBody") ? "{}" : ""))
                    .andReturn()
                    .getResponse();
        }
        JsonNode example = operation.document().at("/requestBody/content/application~1json/examples");
        JsonNode body = example.isEmpty()
                ? JSON.objectNode()
                : example.properties()
                        .iterator()
                        .next()
                        .getValue()
                        .path("value")
                        .deepCopy();
        if (place.isBoundOfDomain()) {
            List<String> domain = place.path().subList(0, 2);
            put(
                    (ObjectNode) body,
                    domain,
                    JSON.objectNode().put("type", "int").put("low", 1).put("high", 5));
        }
        put((ObjectNode) body, place.path(), value);
        return mvc.perform(request(operation.method(), URI.create(operation.address()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(JsonMapper.shared().writeValueAsString(body)))
                .andReturn()
                .getResponse();
    }

    private static String joined(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString()));
        return String.join(",", texts);
    }

    /** Makes what leads there, where it is missing. */
    private static void put(ObjectNode body, List<String> path, JsonNode value) {
        JsonNode at = body;
        for (int i = 0; i < path.size(); i++) {
            boolean last = i == path.size() - 1;
            JsonNode next = last ? value : path.get(i + 1).equals("[]") ? JSON.arrayNode() : JSON.objectNode();
            String name = path.get(i).equals("*") ? "x" : path.get(i);
            if (at instanceof ArrayNode list) {
                if (list.isEmpty() || last) {
                    list.removeAll();
                    list.add(next);
                }
                at = list.get(0);
            } else {
                ObjectNode object = (ObjectNode) at;
                if (last || !object.path(name).isContainer()) {
                    object.set(name, next);
                }
                at = object.get(name);
            }
        }
    }
}
