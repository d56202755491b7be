package dev.tamis.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the documentation says of the API as a whole, and of every operation alike. */
@Configuration
@ConditionalOnProperty(name = "tamis.api.enabled", matchIfMissing = true)
class OpenApiDocument {

    /** Verbs that change the state of an experiment, by the end of their paths. */
    private static final List<String> TRANSITIONS = List.of("/pause", "/resume", "/cancel");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Tamis")
                        .version("v1")
                        .description(
                                "Hyperparameter optimisation as one service: submit a search space and an experiment,"
                                        + " read a leaderboard and range suggestions, search the narrowed ranges.\n\nEvery"
                                        + " refusal is a problem document (RFC 9457) whose `errors` name all offending fields."
                                        + " Unknown fields and query parameters are refused. Lists are paged with `page` and"
                                        + " `size`.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .tags(List.of(
                        new Tag().name(Tags.EXPERIMENTS).description("Submit, watch, pause, resume, cancel, remove"),
                        new Tag().name(Tags.TRIALS).description("What was drawn and what it measured"),
                        new Tag().name(Tags.RESULTS).description("What an experiment has found out"),
                        new Tag().name(Tags.SEARCH_SPACES).description("Named, reusable, immutable"),
                        new Tag().name(Tags.DATASETS).description("What there is to train on, and bringing your own"),
                        new Tag().name(Tags.ANALYSES).description("The lecture's experiments without a dataset")));
    }

    @Bean
    OpenApiCustomizer builtSchemas() {
        return api -> {
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            OpenApiSchemas.all().forEach(api.getComponents()::addSchemas);
        };
    }

    @Bean
    OpenApiCustomizer refusals() {
        return api -> api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> addRefusals(path, method, operation)));
    }

    private static void addRefusals(String path, PathItem.HttpMethod method, Operation operation) {
        boolean hasBody = operation.getRequestBody() != null;
        if (hasBody
                || (operation.getParameters() != null
                        && !operation.getParameters().isEmpty())) {
            add(operation, "400", "Something is not as it must be; errors names every offending field");
        }
        if (path.contains("{")) {
            add(operation, "404", "There is no such thing, or no longer");
        }
        if (TRANSITIONS.stream().anyMatch(path::endsWith)) {
            add(operation, "409", "Illegal in the experiment's current state, which the problem names");
        }
        if (method == PathItem.HttpMethod.POST && path.endsWith("/experiments")) {
            add(operation, "409", "The Idempotency-Key was used with another submission");
        }
        if (method == PathItem.HttpMethod.POST && path.endsWith("/datasets")) {
            add(operation, "409", "There is a dataset of the name");
        }
        if (method == PathItem.HttpMethod.DELETE && path.contains("/datasets/")) {
            add(operation, "409", "It is built in, or an experiment still needs it");
        }
        if (hasBody) {
            boolean json = operation.getRequestBody().getContent().containsKey("application/json");
            add(operation, "413", json ? "The body is too large" : "The body, or the dataset in it, is too large");
            add(operation, "415", "The body is no " + (json ? "JSON" : "form") + " by its Content-Type");
        }
        add(operation, "503", "The database does not answer at the moment");
        operation
                .getResponses()
                .get("503")
                .addHeaderObject(
                        "Retry-After",
                        new Header().description("Seconds to wait").schema(OpenApiSchemas.typed("integer", "seconds")));
        for (Map.Entry<String, ApiResponse> each : operation.getResponses().entrySet()) {
            if (each.getKey().equals("201")) {
                each.getValue()
                        .addHeaderObject(
                                "Location",
                                new Header()
                                        .description("Address of what was made")
                                        .schema(OpenApiSchemas.typed("string", "absolute")));
            }
        }
    }

    private static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(OpenApiSchemas.reference(Schemas.PROBLEM)))));
    }
}
