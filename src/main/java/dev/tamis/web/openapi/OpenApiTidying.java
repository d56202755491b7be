package dev.tamis.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts right what the generation of the document leaves untrue or unreadable for generators of clients, for all schemas alike:
 *
 * <ul>
 *   <li>no name tells of our code
 *   <li>beside a reference stands no type; a reference that may be null is a choice of two
 *   <li>an enumeration that may be null names null among its values
 *   <li>defaults and examples of numbers are numbers, and whole numbers without a decimal point
 *   <li>in schemas that only answers have, everything is required that the record has, since answers leave nothing out;
 *       unless the record itself marks what is required (of a problem document, not everything is always there)
 *   <li>schemas that only requests have are closed, since unknown fields are refused. Answers stay open: a client shall bear
 *       with fields that a later version adds
 * </ul>
 */
record OpenApiTidying(OpenAPI api) {

    private static final String NULL = "null";

    /** How the generation calls a page of some schema: PageViewRound, which is RoundPage to clients. */
    private static final String PAGE = "PageView";

    /** Works in place. */
    void tidy() {
        List<String> pages = schemas().keySet().stream()
                .filter(name -> name.startsWith(PAGE))
                .toList();
        pages.forEach(name ->
                schemas().put(name.substring(PAGE.length()) + "Page", schemas().remove(name)));
        schemas().values().forEach(this::tidyDeeply);
        operations().forEach(operation -> {
            Stream.ofNullable(operation.getParameters())
                    .flatMap(List::stream)
                    .filter(parameter -> parameter.getSchema() != null)
                    .forEach(parameter -> tidyDeeply(parameter.getSchema()));
            contents(operation)
                    .forEach(content -> content.values().stream()
                            .filter(media -> media.getSchema() != null)
                            .forEach(media -> tidyDeeply(media.getSchema())));
        });
        Set<String> asked = reachable(operations()
                .filter(operation -> operation.getRequestBody() != null)
                .map(operation -> operation.getRequestBody().getContent()));
        Set<String> answered = reachable(operations().flatMap(this::answers));
        // What is built, not generated from a record, says itself what is required.
        answered.removeAll(OpenApiSchemas.all().keySet());
        answered.stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> requireAll(schemas().get(name)));
        asked.removeAll(OpenApiSchemas.all().keySet());
        asked.stream()
                .filter(name -> !answered.contains(name))
                .forEach(name -> close(schemas().get(name)));
    }

    private void tidyDeeply(Schema<?> schema) {
        parts(schema).forEach(this::tidyDeeply);
        if (schema.get$ref() != null) {
            tidyReference(schema);
        } else if (schema.getTypes() != null && schema.getTypes().contains(NULL)) {
            tidyNullable(schema);
        }
        if (schema.getTypes() != null) {
            if (schema.getDefault() instanceof String text) {
                schema.setDefault(typed(schema, text));
            }
            if (schema.getExample() instanceof String text) {
                schema.setExample(typed(schema, text));
            }
        }
    }

    private static void tidyReference(Schema<?> schema) {
        boolean nullable = schema.getTypes() != null && schema.getTypes().contains(NULL);
        schema.set$ref(schema.get$ref().replaceFirst("/" + PAGE + "(\\w+)$", "/$1Page"));
        schema.setTypes(null);
        schema.setType(null);
        schema.setAdditionalProperties(null);
        if (nullable) {
            Schema<?> nothing = new JsonSchema();
            nothing.addType(NULL);
            schema.addOneOfItem(OpenApiSchemas.reference(schema.get$ref()));
            schema.addOneOfItem(nothing);
            schema.set$ref(null);
        }
    }

    @SuppressWarnings("unchecked")
    private static void tidyNullable(Schema<?> schema) {
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            List<Object> values = new ArrayList<>(schema.getEnum());
            values.add(null);
            ((Schema<Object>) schema).setEnum(values);
        }
    }

    /** Annotations hold texts only. */
    private static Object typed(Schema<?> schema, String text) {
        try {
            if (schema.getTypes().contains("integer")) {
                return Long.valueOf(text);
            }
            return schema.getTypes().contains("number") ? (Object) new BigDecimal(text) : text;
        } catch (NumberFormatException wrong) {
            throw new IllegalStateException("Neither default nor example can be \"" + text + "\" in " + schema, wrong);
        }
    }

    private static void requireAll(Schema<?> schema) {
        if (schema.getRequired() == null && schema.getProperties() != null) {
            schema.setRequired(List.copyOf(schema.getProperties().keySet()));
        }
    }

    private static void close(Schema<?> schema) {
        if (schema.getProperties() != null && schema.getAdditionalProperties() == null) {
            schema.setAdditionalProperties(false);
        }
    }

    /** Names of the schemas that bodies consist of. */
    private Set<String> reachable(Stream<Content> bodies) {
        Set<String> names = new LinkedHashSet<>();
        bodies.flatMap(content -> content.values().stream())
                .filter(media -> media.getSchema() != null)
                .forEach(media -> collect(media.getSchema(), names));
        return names;
    }

    private void collect(Schema<?> schema, Set<String> names) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().replaceAll(".*/", "");
            if (names.add(name)) {
                collect(schemas().get(name), names);
            }
        }
        if (schema.getDiscriminator() != null) {
            schema.getDiscriminator()
                    .getMapping()
                    .values()
                    .forEach(each -> collect(OpenApiSchemas.reference(each), names));
        }
        parts(schema).forEach(part -> collect(part, names));
    }

    @SuppressWarnings("rawtypes") // the library holds maps and lists of raw schemas
    private static Stream<Schema<?>> parts(Schema<?> schema) {
        Stream<?> parts = Stream.of(
                        Optional.ofNullable(schema.getProperties()).<Collection<?>>map(Map::values),
                        Optional.ofNullable(schema.getItems()).<Collection<?>>map(List::of),
                        Optional.ofNullable(schema.getAdditionalProperties()).<Collection<?>>map(List::of),
                        Optional.ofNullable(schema.getOneOf()).<Collection<?>>map(each -> each),
                        Optional.ofNullable(schema.getAllOf()).<Collection<?>>map(each -> each))
                .flatMap(Optional::stream)
                .flatMap(Collection::stream);
        return parts.filter(Schema.class::isInstance).<Schema<?>>map(part -> (Schema<?>) part);
    }

    private Stream<Content> contents(Operation operation) {
        Stream<Content> body = Stream.ofNullable(operation.getRequestBody()).map(each -> each.getContent());
        return Stream.concat(body, answers(operation)).filter(Objects::nonNull);
    }

    private Stream<Content> answers(Operation operation) {
        return operation.getResponses().values().stream()
                .map(this::resolved)
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull);
    }

    private ApiResponse resolved(ApiResponse response) {
        return response.get$ref() == null
                ? response
                : api.getComponents().getResponses().get(response.get$ref().replaceAll(".*/", ""));
    }

    private Stream<Operation> operations() {
        return api.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
    }

    @SuppressWarnings("rawtypes")
    private Map<String, Schema> schemas() {
        return api.getComponents().getSchemas();
    }
}
