package dev.tamis.web.experiment;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Plan;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.PageSize;
import dev.tamis.web.answer.PageView;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.answer.Sorting;
import dev.tamis.web.change.Awaited;
import dev.tamis.web.change.EventFeeds;
import dev.tamis.web.change.Snapshot;
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
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
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

/** Submitting, watching and steering experiments. */
@ApiController
@RequestMapping("/api/v1/experiments")
@Tag(name = Tags.EXPERIMENTS)
class ExperimentController {

    static final Sorting SORTING = new Sorting(
            Map.of(
                    "name", "name",
                    "state", "state",
                    "createdAt", "createdAt",
                    "finishedAt", "finishedAt",
                    "bestValue", "bestValue"),
            Sort.by("createdAt").descending(),
            "id");

    private final Experiments experiments;
    private final PlanReader plans;
    private final ExperimentViews views;
    private final EventFeeds feeds;

    ExperimentController(Experiments experiments, PlanReader plans, ExperimentViews views, EventFeeds feeds) {
        this.experiments = experiments;
        this.plans = plans;
        this.views = views;
        this.feeds = feeds;
    }

    @PostMapping
    @Refuses({
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.STORAGE_FULL,
        ProblemCode.RESTORE_UNDER_WAY
    })
    @Operation(
            operationId = "submitExperiment",
            summary = "Submit an experiment",
            description =
                    "Draws and queues all trials of the first round. What is missing gets its default, and the answer"
                            + " says which. Nothing is stored when the submission is refused. warnings tell what is legal"
                            + " and will disappoint.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExperimentRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "reference",
                                                        summary =
                                                                "The lecture's experiment: 100 trials, under a minute",
                                                        value = Examples.REFERENCE_EXPERIMENT),
                                                @ExampleObject(
                                                        name = "quick",
                                                        summary = "Eight short trials, a few seconds",
                                                        value = Examples.QUICK_EXPERIMENT),
                                                @ExampleObject(
                                                        name = "rounds",
                                                        summary = "Four rounds of 25 trials, each over narrower ranges",
                                                        value = Examples.ROUNDS_EXPERIMENT),
                                                @ExampleObject(
                                                        name = "grid",
                                                        summary = "Four optimisers at three learning rates",
                                                        value = Examples.GRID_EXPERIMENT)
                                            })))
    @ApiResponse(responseCode = "201", description = "Submitted; Location names it", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was seen with an equal submission: its experiment as it is now; or with"
                    + " dryRun the experiment as it would be, which is not stored",
            useReturnTypeSchema = true)
    ResponseEntity<ExperimentView> submit(
            Subject by,
            @RequestBody Submitted<ExperimentRequest> body,
            @ParameterObject SubmitQuery query,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        Optional<String> key = IdempotencyKey.of(idempotencyKey, body.violations());
        Plan plan = plans.plan(by, body, key);
        if (query.isDry()) {
            return ResponseEntity.ok(
                    views.of(by, experiments.preview(by, body.value().shown(), plan)));
        }
        Experiments.Submission submission = experiments.submit(by, body.value().shown(), plan, key);
        URI location = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .pathSegment(submission.experiment().id().toString())
                .build()
                .toUri();
        return ResponseEntity.status(submission.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(location)
                .body(views.of(by, submission.experiment()));
    }

    @GetMapping
    @Polled(RevisionsOfExperiments.class)
    @Operation(
            operationId = "listExperiments",
            summary = "List experiments",
            description = "Newest first unless sorted otherwise.")
    PageView<ExperimentView> list(Subject by, @ParameterObject ExperimentQuery query) {
        return PageView.of(
                experiments.page(by, query.filter(), query.pageable(), PageSize::check),
                experiment -> views.of(by, experiment));
    }

    @GetMapping("/{id}")
    @Polled(RevisionsOfExperiments.class)
    @Refuses({ProblemCode.TOO_MANY_WAITERS, ProblemCode.TOO_MANY_OF_ONE})
    @Operation(
            operationId = "getExperiment",
            summary = "Read an experiment",
            description = "Its state, its progress and what was submitted. With `wait` the answer is held back until"
                    + " something has changed, or until so many seconds are over: a script that asks in a loop"
                    + " needs no sleep.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ExperimentView.class)))
    Object get(
            Subject by, @PathVariable UUID id, @ParameterObject ExperimentWaitQuery query, HttpServletRequest request) {
        Snapshot now = feeds.now(by, id);
        return feeds.answer(
                now, new Awaited<>(query.enough(now), views::of), query.patience(), request.getRemoteAddr());
    }

    @PatchMapping("/{id}")
    @Operation(
            operationId = "changeExperiment",
            summary = "Change who sees an experiment",
            description = "What the body leaves out stays as it is. It changes no result.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExperimentChange.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "shared",
                                                            summary = "For everybody to read",
                                                            value = Examples.SHARED))))
    ExperimentView change(Subject by, @PathVariable UUID id, @RequestBody Submitted<ExperimentChange> body) {
        body.violations().throwIfAny();
        return views.of(
                by, experiments.change(by, id, Optional.ofNullable(body.value().visibility())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteExperiment",
            summary = "Remove an experiment",
            description = "With all its trials and measurements. Whoever trains one of them stops within an epoch.")
    void delete(Subject by, @PathVariable UUID id) {
        experiments.delete(by, id);
    }

    @PostMapping("/{id}/pause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(ProblemCode.ILLEGAL_TRANSITION)
    @Operation(
            operationId = "pauseExperiment",
            summary = "Pause a running experiment",
            description = "Trials that are half trained start again on resume, with the same results.")
    ExperimentView pause(Subject by, @PathVariable UUID id) {
        return views.of(by, experiments.pause(by, id));
    }

    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses({ProblemCode.ILLEGAL_TRANSITION, ProblemCode.AWAITING_APPROVAL})
    @Operation(operationId = "resumeExperiment", summary = "Go on with a paused experiment")
    ExperimentView resume(Subject by, @PathVariable UUID id) {
        return views.of(by, experiments.resume(by, id));
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(ProblemCode.ILLEGAL_TRANSITION)
    @Operation(
            operationId = "cancelExperiment",
            summary = "Call an experiment off",
            description = "What has been measured stays; trials that have not ended become CANCELLED.")
    ExperimentView cancel(Subject by, @PathVariable UUID id) {
        return views.of(by, experiments.cancel(by, id));
    }
}
