package dev.tamis.web.searchspace;

import dev.tamis.experiment.Plan;
import dev.tamis.experiment.SearchSpaces;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.PageSize;
import dev.tamis.web.answer.PageView;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.answer.Sorting;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import dev.tamis.web.reading.IdempotencyKey;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Search spaces that clients keep and name by id. */
@ApiController
@RequestMapping("/api/v1/search-spaces")
@Tag(name = Tags.SEARCH_SPACES)
class SearchSpaceController {

    private static final Sorting SORTING = new Sorting(
            Map.of("name", "name", "createdAt", "createdAt"),
            Sort.by("createdAt").descending(),
            "id");

    private final SearchSpaces searchSpaces;

    SearchSpaceController(SearchSpaces searchSpaces) {
        this.searchSpaces = searchSpaces;
    }

    /** Query of the list. */
    record Query(
            @Schema(minimum = "0", maximum = "2147483647", description = "0-based; page * size is at most 2147483647")
            Integer page,

            @Schema(minimum = "1", maximum = "1000", description = "1 to 1000")
            Integer size,

            @Schema(description = "name or createdAt, with ,asc or ,desc")
            List<String> sort) {

        Query {
            SORTING.page(page, size, sort);
        }

        Pageable pageable() {
            return SORTING.page(page, size, sort);
        }
    }

    @PostMapping
    @Refuses({
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.STORAGE_FULL,
        ProblemCode.RESTORE_UNDER_WAY
    })
    @Operation(
            operationId = "keepSearchSpace",
            summary = "Keep a search space",
            description = "What it searches never changes; experiments refer to it by searchSpaceId.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SearchSpaceRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "lecture",
                                                        summary = "The lecture's ranges",
                                                        value = Examples.SEARCH_SPACE),
                                                @ExampleObject(
                                                        name = "allKinds",
                                                        summary = "Every kind of domain",
                                                        value = Examples.SEARCH_SPACE_OF_ALL_KINDS)
                                            })))
    @ApiResponse(responseCode = "201", description = "Kept; Location names it", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was seen with an equal body: the space that was kept then",
            useReturnTypeSchema = true)
    ResponseEntity<SearchSpaceView> create(
            Subject by,
            @RequestBody Submitted<SearchSpaceRequest> body,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        SearchSpaceRequest request = body.value();
        Violations violations = body.violations();
        Optional.ofNullable(request.name()).ifPresent(name -> violations.collect("", () -> Plan.checkedName(name)));
        Optional<SearchSpace> space = Optional.ofNullable(request.searchSpace())
                .flatMap(plain -> new SpaceReader(violations).searchSpace(plain));
        Optional<String> key = IdempotencyKey.of(idempotencyKey, violations);
        violations.throwIfAny();
        SearchSpaces.Saved saved = searchSpaces.save(
                by,
                request.visibility() == null ? Visibility.PRIVATE : request.visibility(),
                request.name(),
                space.orElseThrow(),
                key);
        return ResponseEntity.status(saved.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                        .pathSegment(saved.space().id().toString())
                        .build()
                        .toUri())
                .body(SearchSpaceView.of(saved.space()));
    }

    @GetMapping
    @Polled(RevisionsOfSearchSpaces.class)
    @Operation(operationId = "listSearchSpaces", summary = "List the kept search spaces", description = "Newest first.")
    PageView<SearchSpaceView> list(Subject by, @ParameterObject Query query) {
        return PageView.of(searchSpaces.page(by, query.pageable(), PageSize::check), SearchSpaceView::of);
    }

    @GetMapping("/{id}")
    @Polled(RevisionsOfSearchSpaces.class)
    @Operation(operationId = "getSearchSpace", summary = "Read a kept search space")
    SearchSpaceView get(Subject by, @PathVariable UUID id) {
        return SearchSpaceView.of(searchSpaces.get(by, id));
    }

    @PatchMapping("/{id}")
    @Operation(
            operationId = "changeSearchSpace",
            summary = "Change who sees a kept search space",
            description = "What the body leaves out stays as it is; what it searches never changes.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SearchSpaceChange.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "shared",
                                                            summary = "For everybody to read",
                                                            value = Examples.SHARED))))
    SearchSpaceView change(Subject by, @PathVariable UUID id, @RequestBody Submitted<SearchSpaceChange> body) {
        body.violations().throwIfAny();
        return SearchSpaceView.of(
                searchSpaces.change(by, id, Optional.ofNullable(body.value().visibility())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteSearchSpace",
            summary = "Remove a kept search space",
            description = "Experiments that were submitted with it have copies of their own.")
    void delete(Subject by, @PathVariable UUID id) {
        searchSpaces.delete(by, id);
    }
}
