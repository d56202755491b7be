package dev.tamis.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Examples of answers: real ones, recorded from a service that trained ({@code RecordAnswers} among the tests does it again, and
 * a test holds each against the document). They lie in the folder {@code answers} under the names of their operations.
 */
record OpenApiAnswers(OpenAPI api) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Works in place. */
    void add() {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(OpenApiAnswers::add);
    }

    private static void add(Operation operation) {
        try (InputStream recorded =
                OpenApiAnswers.class.getResourceAsStream("answers/" + operation.getOperationId() + ".json")) {
            if (recorded == null) {
                return;
            }
            Object example = JSON.readValue(recorded, Object.class);
            operation.getResponses().forEach((status, response) -> {
                if (status.startsWith("2") && response.getContent() != null) {
                    response.getContent().entrySet().stream()
                            .filter(content -> content.getKey().equals(MediaType.APPLICATION_JSON_VALUE))
                            .map(content -> Objects.requireNonNull(content.getValue()))
                            .forEach(media -> media.setExample(example));
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
