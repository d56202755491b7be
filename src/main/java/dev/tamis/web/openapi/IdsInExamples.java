package dev.tamis.web.openapi;

import dev.tamis.access.Credential;
import dev.tamis.access.Credentials;
import dev.tamis.experiment.CurveDetail;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentFilter;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.SearchSpaces;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.Caching;
import dev.tamis.web.answer.Sorting;
import dev.tamis.web.http.WorkingMemory;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Fills the ids in the examples of the documentation with those of what there is for who reads it, so that Swagger UI's forms can be sent as they
 * stand. The document is made once and kept, with placeholders; each answer gets the ids of its moment.
 */
@ControllerAdvice(assignableTypes = OpenApiResource.class)
@ConditionalOnProperty(name = "tamis.api.enabled", matchIfMissing = true)
class IdsInExamples implements ResponseBodyAdvice<byte[]> {

    /** In place of an experiment that has results, of one that goes on, and of a search space; where there is none, it stays. */
    private enum Placeholder {
        ENDED("00000000-0000-4000-8000-000000000001", "Filled in: the newest experiment that has completed"),
        UNDER_WAY(
                "00000000-0000-4000-8000-000000000002",
                "Filled in: the newest experiment that has not ended; where all have, the newest, and the answer says that it"
                        + " has ended"),
        WITH_ITERATIONS(
                "00000000-0000-4000-8000-000000000004",
                "Filled in: the newest experiment that has completed and keeps the loss of every iteration"),
        SEARCH_SPACE("00000000-0000-4000-8000-000000000003", "Filled in: the newest search space");

        private final String id;
        private final String description;

        Placeholder(String id, String description) {
            this.id = id;
            this.description = description;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(IdsInExamples.class);

    private static final Sorting NEWEST_FIRST =
            new Sorting(Map.of(), Sort.by("createdAt").descending(), "id");

    private static final int LOOKED_THROUGH = 50;

    /** Nobody's: what one tries out shall revoke none. */
    private static final String A_TOKEN = "4b1f8f0e-6d3c-4f0a-9c51-0a7de2f1c3b2";

    /** Ends of the paths whose POST an experiment only takes that goes on. */
    private static final List<String> FOR_RUNNING = List.of("/pause", "/resume", "/cancel", "/rounds", "/trials");

    private final Experiments experiments;
    private final SearchSpaces spaces;
    private final Supplier<String> caching;

    /** @param credentials known later: what maps exceptions is asked for by them, and asks for this */
    IdsInExamples(Experiments experiments, SearchSpaces spaces, ObjectProvider<Credentials> credentials) {
        this.experiments = experiments;
        this.spaces = spaces;
        this.caching = () -> Caching.of(credentials.getObject());
    }

    /** Gives all path parameters their examples. */
    static void prepare(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> Stream.ofNullable(operation.getParameters())
                                .flatMap(List::stream)
                                .filter(parameter -> "path".equals(parameter.getIn()))
                                .forEach(parameter -> prepare(path, method, parameter))));
    }

    private static void prepare(String path, PathItem.HttpMethod method, Parameter parameter) {
        switch (parameter.getName()) {
            case "id" -> {
                if (path.contains("/tokens/")) {
                    parameter.setExample(A_TOKEN);
                    return;
                }
                boolean steers = method == PathItem.HttpMethod.POST
                        && FOR_RUNNING.stream().anyMatch(path::endsWith);
                Placeholder placeholder = path.contains("/search-spaces/")
                        ? Placeholder.SEARCH_SPACE
                        : steers
                                ? Placeholder.UNDER_WAY
                                : path.endsWith("/iterations") ? Placeholder.WITH_ITERATIONS : Placeholder.ENDED;
                parameter.setExample(placeholder.id);
                parameter.setDescription(placeholder.description + ". Reload the page for a newer one");
            }
            case "number" -> parameter.setExample(path.contains("/rounds/") ? 1 : 0);
            case "name" -> parameter.setExample(method == PathItem.HttpMethod.DELETE ? "spirals" : "mnist");
            default -> {
                // has its own example
            }
        }
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return returned.getParameterType() == byte[].class;
    }

    @Override
    public byte[] beforeBodyWrite(
            byte[] document,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        // The ids are of each one's own.
        response.getHeaders().setCacheControl(caching.get());
        return Credential.of(((ServletServerHttpRequest) request).getServletRequest())
                .map(Credential::subject)
                .map(by ->
                        filled(by, new String(document, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))
                .orElse(document);
    }

    private String filled(Subject by, String document) {
        String filled = document;
        try {
            filled = fill(filled, Placeholder.ENDED, () -> newest(by, ExperimentState.COMPLETED));
            filled = fill(
                    filled,
                    Placeholder.UNDER_WAY,
                    () -> newest(by, ExperimentState.RUNNING)
                            .or(() -> newest(by, ExperimentState.PAUSED))
                            .or(() -> newest(by, ExperimentFilter.NONE)));
            filled = fill(filled, Placeholder.WITH_ITERATIONS, () -> newestWithIterations(by));
            filled = fill(
                    filled,
                    Placeholder.SEARCH_SPACE,
                    () -> spaces.page(by, NEWEST_FIRST.page(0, 1, null), WorkingMemory::takeForRequest).stream()
                            .findFirst()
                            .map(space -> space.id()));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("The documentation goes without ids, for the database does not answer", away);
        }
        return filled;
    }

    private static String fill(String document, Placeholder placeholder, Supplier<Optional<UUID>> newest) {
        return newest.get()
                .map(id -> document.replace(placeholder.id, id.toString()))
                .orElse(document);
    }

    private Optional<UUID> newestWithIterations(Subject by) {
        return experiments
                .page(
                        by,
                        ExperimentFilter.in(ExperimentState.COMPLETED),
                        NEWEST_FIRST.page(0, LOOKED_THROUGH, null),
                        WorkingMemory::takeForRequest)
                .stream()
                .filter(each -> each.plan().terms().curve() == CurveDetail.ITERATION)
                .findFirst()
                .map(Experiment::id);
    }

    private Optional<UUID> newest(Subject by, ExperimentState state) {
        return newest(by, ExperimentFilter.in(state));
    }

    private Optional<UUID> newest(Subject by, ExperimentFilter filter) {
        return experiments.page(by, filter, NEWEST_FIRST.page(0, 1, null), WorkingMemory::takeForRequest).stream()
                .findFirst()
                .map(experiment -> experiment.id());
    }
}
