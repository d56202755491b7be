package dev.tamis.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document as a judge of answers: status, content type, headers and body must be as the operation says. It judges
 * more strictly than the document asks clients to: a field that the document does not name is a mistake here ({@link
 * ClosedSchemas}).
 */
public final class DocumentedApi {

    private static final String BASE = "https://tamis.invalid/openapi";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String PROBLEM_TYPE = "application/problem+json";

    /** Headers of the transport, of security and of content negotiation, which are none of any operation's. */
    private static final Set<String> UNDECLARED = Set.of(
            // framework and browsers: an answer to an address that looks like a file must not be run as one
            "content-disposition",
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "date",
            "vary",
            "cache-control",
            "pragma",
            "expires",
            "access-control-allow-origin",
            "access-control-expose-headers",
            // of whoever counts requests
            "ratelimit",
            "ratelimit-policy",
            "x-content-type-options",
            "x-frame-options",
            "x-accel-buffering",
            "content-security-policy",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            ":status");

    private final JsonNode document;
    private final SchemaRegistry schemas;

    /** What each path of the document fits, the one with the fewest variables first. */
    private final Map<String, Pattern> templates = new LinkedHashMap<>();

    /** Schemas by where they stand in the document, or as the nodes of it that they are: reading one takes longer than using it. */
    private final Map<String, Schema> named = new ConcurrentHashMap<>();

    private final Map<JsonNode, Schema> inline = Collections.synchronizedMap(new IdentityHashMap<>());

    /** An answer as it came. Header names may be of any case; a body that is a stream without end is empty. */
    public record Answer(String method, String path, int status, Map<String, String> headers, String body) {

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        private String mediaType() {
            return header("Content-Type").orElse("").replaceAll(";.*", "").strip();
        }
    }

    /** @param json what {@code GET /v3/api-docs} answers */
    public DocumentedApi(String json) {
        document = JSON.readTree(json);
        ObjectNode closed = JSON.createObjectNode();
        closed.set("$defs", ClosedSchemas.of((ObjectNode) JSON.readTree(json)).at("/components/schemas"));
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(BASE, moved(closed.toString())))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document.path("paths").propertyNames().stream()
                .sorted(Comparator.comparingLong(template ->
                        template.chars().filter(letter -> letter == '{').count()))
                .forEach(template ->
                        templates.put(template, Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"))));
    }

    /** What is wrong with an answer, in words; empty where it is as documented, or where its path is not the API's. */
    public List<String> complaints(Answer answer) {
        Optional<String> template = templateOf(answer.path());
        JsonNode item = template.map(document.get("paths")::get).orElse(JSON.missingNode());
        JsonNode operation = item.path(answer.method().toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return unknown(answer, !item.isMissingNode());
        }
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(answer.status())));
        if (response.isMissingNode()) {
            return List.of("the status is not declared; there are "
                    + operation.path("responses").propertyNames());
        }
        List<String> complaints = new ArrayList<>(headers(answer, response.path("headers")));
        complaints.addAll(body(answer, response.path("content")));
        return complaints;
    }

    /** What is wrong with a value that shall be as a named schema says. */
    public List<String> complaints(String schema, String json) {
        return validated("#/components/schemas/" + schema, json);
    }

    /** What is wrong with a value that shall be as a schema of the document says. */
    public List<String> complaints(JsonNode schema, String json) {
        return validated(schema, json);
    }

    /** Throws where anything is wrong. */
    public void check(Answer answer) {
        List<String> complaints = complaints(answer);
        if (!complaints.isEmpty()) {
            throw new AssertionError(answer.method() + " " + answer.path() + " answered " + answer.status() + " "
                    + answer.mediaType() + ", which is not as documented:\n  " + String.join("\n  ", complaints)
                    + "\n" + answer.body());
        }
    }

    /** The same for an answer that came over HTTP. */
    public void check(HttpResponse<String> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        check(new Answer(
                answer.request().method(), answer.uri().getPath(), answer.statusCode(), headers, answer.body()));
    }

    /** The document itself, to be asked for more. */
    public JsonNode document() {
        return document;
    }

    /** No operation is to blame: there is no such path, or no such method on it. */
    private List<String> unknown(Answer answer, boolean knownPath) {
        if (!answer.path().startsWith("/api/") && !answer.mediaType().equals(PROBLEM_TYPE)) {
            return List.of();
        }
        if (answer.method().equals("OPTIONS") || answer.method().equals("HEAD")) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        if (answer.status() < 400) {
            complaints.add("there is no such operation");
        } else if (!answer.mediaType().equals(PROBLEM_TYPE)) {
            complaints.add("a refusal must be " + PROBLEM_TYPE);
        } else {
            complaints.addAll(validated(PROBLEM, answer.body()));
        }
        if (knownPath && answer.status() == 405 && answer.header("Allow").isEmpty()) {
            complaints.add("a 405 must name the methods that there are, in Allow");
        }
        return complaints;
    }

    private List<String> headers(Answer answer, JsonNode declared) {
        List<String> complaints = new ArrayList<>();
        for (String name : answer.headers().keySet()) {
            if (!UNDECLARED.contains(name.toLowerCase(Locale.ROOT))
                    && declared.propertyNames().stream().noneMatch(name::equalsIgnoreCase)) {
                complaints.add("the header " + name + " is not declared");
            }
        }
        for (Map.Entry<String, JsonNode> each : declared.properties()) {
            JsonNode header = resolved(each.getValue());
            Optional<String> value = answer.header(each.getKey());
            if (value.isEmpty() && header.path("required").asBoolean(false)) {
                complaints.add("the header " + each.getKey() + " is missing");
            }
            value.ifPresent(text -> {
                String type = header.at("/schema/type").asString();
                if (type.equals("integer") && !text.matches("[0-9]+")) {
                    complaints.add("the header " + each.getKey() + " must be a whole number, but is " + text);
                }
            });
        }
        return complaints;
    }

    private List<String> body(Answer answer, JsonNode content) {
        if (content.isMissingNode() || content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("there must be no body");
        }
        if (!content.has(answer.mediaType())) {
            return List.of("the content type is not declared; there are " + content.propertyNames());
        }
        if (!answer.mediaType().endsWith("json")) {
            return List.of();
        }
        if (answer.mediaType().equals(PROBLEM_TYPE)) {
            String code = JSON.readTree(answer.body()).path("code").asString("");
            JsonNode examples = content.path(PROBLEM_TYPE).path("examples");
            if (!examples.has(code)) {
                return List.of("the code " + code + " is not among the operation's: " + examples.propertyNames());
            }
        }
        String at = content.path(answer.mediaType()).at("/schema/$ref").asString("");
        return at.isEmpty()
                ? validated(content.path(answer.mediaType()).path("schema"), answer.body())
                : validated(at, answer.body());
    }

    private List<String> validated(JsonNode schema, String json) {
        return validated(inline.computeIfAbsent(schema, this::read), json);
    }

    private List<String> validated(String pointer, String json) {
        return validated(
                named.computeIfAbsent(pointer, at -> schemas.getSchema(SchemaLocation.of(BASE + moved(at)))), json);
    }

    private static List<String> validated(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(each -> each.getInstanceLocation() + " " + each.getMessage())
                .toList();
    }

    private Schema read(JsonNode schema) {
        JsonNode absolute = JSON.readTree(moved(schema.toString()).replace("\"#/$defs/", "\"" + BASE + "#/$defs/"));
        return schemas.getSchema(SchemaLocation.of(BASE + "-inline"), absolute);
    }

    /** To where JSON Schema keeps its definitions; it does not know OpenAPI's place for them. */
    private static String moved(String references) {
        return references.replace("#/components/schemas/", "#/$defs/");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private Optional<String> templateOf(String path) {
        return templates.entrySet().stream()
                .filter(template -> template.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
