package dev.tamis.web.openapi;

import dev.tamis.access.Credential;
import dev.tamis.access.Credentials;
import dev.tamis.access.Permissions;
import dev.tamis.people.Subject;
import dev.tamis.space.Meaning;
import dev.tamis.web.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

/** What the documentation says of the API as a whole, and of every operation alike. */
@Configuration(proxyBeanMethods = false)
@Lazy
@ConditionalOnProperty(name = "tamis.api.enabled", matchIfMissing = true)
class OpenApiDocument {

    private static final String TOKEN = "token";

    /** Of an operation: the role that it needs; without it, nobody has to say who they are. */
    private static final String ROLE = "x-role";

    static {
        // Who asks is no parameter: the door knows it.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Subject.class, Credential.class);
    }

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
                        new Tag().name(Tags.CATALOGUE).description("What experiments can be made of"),
                        new Tag().name(Tags.ANALYSES).description("The lecture's experiments without a dataset"),
                        new Tag().name(Tags.BACKUP).description("All that is stored in one file, and back"),
                        new Tag().name(Tags.ACCESS).description("Who one is, tokens, and the session of a page")));
    }

    /** Runs after all others. */
    @Bean
    @Order
    OpenApiCustomizer whatAllOperationsShare(Credentials credentials, Permissions permissions) {
        return api -> {
            requireToken(api, credentials.areNeeded());
            tellRoles(api, permissions);
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            OpenApiSchemas.all().forEach(api.getComponents()::addSchemas);
            new OpenApiRefusals(api).add();
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .map(Operation::getResponses)
                    .filter(responses -> responses.containsKey("201"))
                    .forEach(responses -> {
                        responses.get("201").addHeaderObject("Location", location(true));
                        // 200 beside 201: the same was made before, with the same Idempotency-Key; or nothing was, by a
                        // dry run
                        Optional.ofNullable(responses.get("200"))
                                .ifPresent(earlier -> earlier.addHeaderObject("Location", location(false)));
                    });
            new OpenApiAnswers(api).add();
            IdsInExamples.prepare(api);
            new OpenApiTidying(api).tidy();
        };
    }

    @Bean
    OperationCustomizer ownRefusals() {
        return OpenApiRefusals::mark;
    }

    @Bean
    OperationCustomizer tagsOfPolledAnswers() {
        return OpenApiUnchanged::mark;
    }

    @Bean
    PropertyCustomizer listsWithNulls() {
        return (schema, type) -> {
            if (type.getCtxAnnotations() != null
                    && Arrays.stream(type.getCtxAnnotations()).anyMatch(HoldsNulls.class::isInstance)) {
                Schema<?> items = schema;
                while (items.getItems() != null) {
                    items = items.getItems();
                }
                items.addType("null");
            }
            return schema;
        };
    }

    @Bean
    PropertyCustomizer meanings() {
        return (schema, type) -> {
            Stream.ofNullable(type.getCtxAnnotations())
                    .flatMap(Arrays::stream)
                    .filter(Meaning.class::isInstance)
                    .map(Meaning.class::cast)
                    .forEach(meaning -> tell(meaning, schema));
            return schema;
        };
    }

    @Bean
    PropertyCustomizer hyperparametersElsewhere() {
        return (schema, type) -> {
            Stream.ofNullable(type.getCtxAnnotations())
                    .flatMap(Arrays::stream)
                    .filter(SameAs.class::isInstance)
                    .map(SameAs.class::cast)
                    .forEach(same -> {
                        OpenApiSchemas.tell(same.value().tunable(), schema);
                        String usual = String.valueOf(same.value().defaultValue());
                        if (same.hasDefault()) {
                            schema.setDefault(usual);
                        }
                        if (schema.getExample() == null) {
                            schema.setExample(usual);
                        }
                    });
            return schema;
        };
    }

    @Bean
    PropertyCustomizer trainers() {
        return (schema, type) -> {
            Stream.ofNullable(type.getCtxAnnotations())
                    .flatMap(Arrays::stream)
                    .filter(TypeOfTrainer.class::isInstance)
                    .map(TypeOfTrainer.class::cast)
                    .forEach(trainer -> OpenApiSchemas.tellTrainers(schema, trainer.mayBeMissing()));
            return schema;
        };
    }

    private static void tell(Meaning meaning, Schema<?> schema) {
        schema.setDescription(meaning.value());
        if (meaning.low() > Long.MIN_VALUE) {
            schema.setMinimum(BigDecimal.valueOf(meaning.low()));
        }
        if (meaning.high() < Long.MAX_VALUE) {
            schema.setMaximum(BigDecimal.valueOf(meaning.high()));
        }
        if (!meaning.usual().isEmpty()) {
            schema.setDefault(meaning.usual());
        }
        if (meaning.open()) {
            schema.addType("null");
        }
        String example = meaning.example().isEmpty() ? meaning.usual() : meaning.example();
        if (!example.isEmpty()) {
            schema.setExample(example);
        }
    }

    @Bean
    PropertyCustomizer boundsThatSchemasCannotTell() {
        return (schema, type) -> {
            Stream.ofNullable(type.getCtxAnnotations())
                    .flatMap(Arrays::stream)
                    .filter(Bounded.class::isInstance)
                    .map(Bounded.class::cast)
                    .forEach(bounds -> {
                        if (bounds.minItems() >= 0) {
                            schema.setMinItems(bounds.minItems());
                        }
                        if (bounds.maxItems() >= 0) {
                            schema.setMaxItems(bounds.maxItems());
                        }
                    });
            return schema;
        };
    }

    /** Where none is needed it may be left out: clients that are generated from such a service can still bring one to another. */
    private static void requireToken(OpenAPI api, boolean needed) {
        api.getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A token of POST /api/v1/tokens, of the settings, or of the OIDC issuer; services on"
                                                + " a laptop need none"));
        api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        if (!needed) {
            api.addSecurityItem(new SecurityRequirement());
        }
    }

    /** For programs, and for people. */
    private static void tellRoles(OpenAPI api, Permissions permissions) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((verb, operation) -> permissions
                                .needed(verb.name(), path)
                                .ifPresent(role -> {
                                    operation.addExtension(ROLE, role.name());
                                    String more =
                                            operation.getDescription() == null ? "" : operation.getDescription() + " ";
                                    operation.setDescription(more + "Needs the role " + role + ".");
                                })));
    }

    private static Header location(boolean required) {
        Header header = new Header()
                .description("Address of what was made")
                .schema(OpenApiSchemas.typed("string", "Absolute").format("uri"));
        header.setRequired(required);
        return header;
    }
}
