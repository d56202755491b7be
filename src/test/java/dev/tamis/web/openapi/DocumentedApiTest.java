package dev.tamis.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.DocumentedApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who judges the answers of all API tests must see what is wrong. */
class DocumentedApiTest {

    private static final String PROBLEM = """
            {"title": "Not Found", "status": 404, "code": "NOT_FOUND"}""";

    private final DocumentedApi api = new DocumentedApi("""
            {"openapi": "3.1.0",
             "paths": {
               "/api/things/{id}": {
                 "get": {"responses": {
                   "200": {"headers": {"Location": {"required": true, "schema": {"type": "string"}},
                                       "Retry-After": {"schema": {"type": "integer"}}},
                           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                   "204": {"description": "none"},
                   "404": {"$ref": "#/components/responses/NotFound"}}}},
               "/api/things/all": {"get": {"responses": {"204": {"description": "none"}}}}},
             "components": {
               "responses": {"NotFound": {"content": {"application/problem+json": {
                 "schema": {"$ref": "#/components/schemas/Problem"}, "examples": {"NOT_FOUND": {}}}}}},
               "schemas": {
                 "Problem": {"type": "object", "properties": {"title": {}, "status": {}, "code": {}}},
                 "Thing": {"type": "object", "required": ["size", "at", "shape"], "properties": {
                   "size": {"type": "integer", "minimum": 1},
                   "at": {"type": "string", "format": "date-time"},
                   "shape": {"oneOf": [{"$ref": "#/components/schemas/Shape"}, {"type": "null"}]}}},
                 "Shape": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
                   "discriminator": {"propertyName": "kind", "mapping": {"round": "#/components/schemas/Round"}}},
                 "Round": {"allOf": [{"$ref": "#/components/schemas/Shape"},
                   {"type": "object", "required": ["radius"], "properties": {"radius": {"type": "number"}}}]}}}}""");

    @Test
    void anAnswerAsDocumentedIsFoundRight() {
        assertThat(said("{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": null}"))
                .isEmpty();
        assertThat(
                        said(
                                "{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": {\"kind\": \"round\", \"radius\": 1.5}}"))
                .isEmpty();
        assertThat(answered(204, Map.of(), "")).isEmpty();
        assertThat(answered(404, Map.of("content-type", "application/problem+json"), PROBLEM))
                .isEmpty();
    }

    @Test
    void everyKindOfMistakeInABodyIsSeen() {
        assertThat(said("{\"size\": 0, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": null}"))
                .hasSize(1);
        assertThat(said("{\"size\": 1, \"at\": \"yesterday\", \"shape\": null}"))
                .hasSize(1);
        assertThat(said("{\"size\": null, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": null}"))
                .hasSize(1);
        assertThat(said("{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\"}")).hasSize(1);
        assertThat(said("{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": null, \"more\": 1}"))
                .hasSize(1);
    }

    @Test
    void whatInheritsIsJudgedByItsKind() {
        assertThat(shaped("{\"kind\": \"round\"}")).isNotEmpty();
        assertThat(shaped("{\"kind\": \"square\", \"radius\": 1}")).isNotEmpty();
        assertThat(shaped("{\"kind\": \"round\", \"radius\": 1, \"corners\": 0}"))
                .isNotEmpty();
    }

    @Test
    void statusTypeHeadersAndCodesMustBeDeclared() {
        assertThat(answered(202, Map.of(), "")).hasSize(1);
        assertThat(answered(204, Map.of(), "{}")).hasSize(1);
        assertThat(answered(204, Map.of("ETag", "1"), "")).hasSize(1);
        assertThat(answered(200, Map.of("Location", "/x", "Content-Type", "text/plain"), "x"))
                .hasSize(1);
        String thing = "{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": null}";
        assertThat(answered(200, Map.of("Content-Type", "application/json"), thing))
                .containsExactly("the header Location is missing");
        assertThat(answered(
                        200,
                        Map.of("Content-Type", "application/json", "Location", "/x", "Retry-After", "soon"),
                        thing))
                .hasSize(1);
        assertThat(answered(
                        404, Map.of("Content-Type", "application/problem+json"), PROBLEM.replace("NOT_FOUND", "GONE")))
                .hasSize(1);
    }

    @Test
    void pathsAndMethodsThatAreNotThereMayOnlyBeRefused() {
        assertThat(asked("GET", "/api/other", 200, "application/json", "{}")).hasSize(1);
        assertThat(asked("GET", "/api/other", 404, "text/html", "<html>")).hasSize(1);
        assertThat(asked("GET", "/api/other", 404, "application/problem+json", PROBLEM))
                .isEmpty();
        assertThat(asked("PUT", "/api/things/1", 405, "application/problem+json", PROBLEM))
                .hasSize(1);
        assertThat(asked("GET", "/index.html", 200, "text/html", "<html>")).isEmpty();
        assertThat(asked("GET", "/api/things/all", 204, "", "")).isEmpty();
        assertThat(asked("GET", "/api/things/all", 200, "application/json", "{}"))
                .hasSize(1);
    }

    private List<String> shaped(String shape) {
        return said("{\"size\": 1, \"at\": \"2026-11-27T10:00:00Z\", \"shape\": " + shape + "}");
    }

    private List<String> said(String body) {
        return answered(200, Map.of("Content-Type", "application/json;charset=UTF-8", "Location", "/x"), body);
    }

    private List<String> asked(String method, String path, int status, String type, String body) {
        return api.complaints(new DocumentedApi.Answer(
                method, path, status, type.isEmpty() ? Map.of() : Map.of("Content-Type", type), body));
    }

    private List<String> answered(int status, Map<String, String> headers, String body) {
        return api.complaints(new DocumentedApi.Answer("GET", "/api/things/7", status, headers, body));
    }
}
