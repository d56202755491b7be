package dev.tamis.web.trial;

import dev.tamis.experiment.Enqueue;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Trial;
import dev.tamis.people.Subject;
import dev.tamis.results.PlannedTrial;
import dev.tamis.results.StoredTrials;
import dev.tamis.search.Metrics;
import dev.tamis.space.Parameters;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.PageView;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.answer.Sorting;
import dev.tamis.web.experiment.RevisionsOfResults;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.WorkingMemory;
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
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reading trials, and choosing some. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/trials")
@Tag(name = Tags.TRIALS)
class TrialController {

    /** As it is read, and as an object of the answer. */
    private static final int BYTES_OF_EPOCH = 400;

    private static final int BYTES_OF_LOSS = 32;

    static final Sorting SORTING = new Sorting(
            Map.ofEntries(
                    Map.entry("number", "id.number"),
                    Map.entry("round", "round"),
                    Map.entry("state", "state"),
                    Map.entry("epochsDone", "epochsDone"),
                    Map.entry("trainLoss", "metrics.trainLoss"),
                    Map.entry("trainAccuracy", "metrics.trainAccuracy"),
                    Map.entry("validationLoss", "metrics.validationLoss"),
                    Map.entry("validationAccuracy", "metrics.validationAccuracy"),
                    Map.entry("bestValidationAccuracy", "bestMetrics.validationAccuracy"),
                    Map.entry("cost.trainingSeconds", "trainingSeconds"),
                    Map.entry("cost.parameters", "weights"),
                    Map.entry("cost.epochs", "epochsDone"),
                    Map.entry("objectiveValue", "objectiveValue"),
                    Map.entry("startedAt", "startedAt"),
                    Map.entry("finishedAt", "finishedAt")),
            Sort.by("id.number"),
            "id.number");

    private final Experiments experiments;
    private final StoredTrials trials;
    private final Enqueue enqueue;

    TrialController(Experiments experiments, StoredTrials trials, Enqueue enqueue) {
        this.experiments = experiments;
        this.trials = trials;
        this.enqueue = enqueue;
    }

    @GetMapping
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "listTrials",
            summary = "List an experiment's trials",
            description = "A page of them by number unless sorted otherwise; with after, what has changed.")
    TrialsView list(Subject by, @PathVariable UUID id, @ParameterObject TrialQuery query) {
        Experiment experiment = experiments.get(by, id);
        Plan plan = experiment.plan();
        if (query.changesAfter().isPresent()) {
            return changes(by, experiment, query.changesAfter().get(), query.limit());
        }
        PageView<TrialView> page = PageView.of(
                trials.page(
                        by,
                        id,
                        Optional.ofNullable(query.state()),
                        Optional.ofNullable(query.round()),
                        query.pageable()),
                trial -> TrialView.of(trial, plan));
        return new TrialsView(page.content(), page.page(), null);
    }

    @GetMapping("/{number}")
    @Polled(RevisionsOfResults.class)
    @Operation(operationId = "getTrial", summary = "Read a trial")
    TrialView get(Subject by, @PathVariable UUID id, @PathVariable int number) {
        PlannedTrial found = trials.planned(by, id, number);
        return TrialView.of(found.trial(), found.plan());
    }

    @GetMapping("/{number}/curve")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getCurve",
            summary = "Read a trial's learning curve",
            description = "Losses and accuracies of each epoch done.")
    CurveView curve(Subject by, @PathVariable UUID id, @PathVariable int number) {
        PlannedTrial found = trials.planned(by, id, number);
        Trial trial = found.trial();
        WorkingMemory.takeForRequest((long) BYTES_OF_EPOCH * trial.epochsDone());
        Metrics metrics = found.plan().metrics();
        return new CurveView(
                number,
                TrialView.objectiveEpoch(trial),
                trials.curve(by, id, number).stream()
                        .map(result -> MeasurementView.of(result, metrics))
                        .toList());
    }

    @GetMapping("/{number}/iterations")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getIterations",
            summary = "Read a trial's training loss per iteration",
            description = "For experiments submitted with the curve ITERATION; 404 in others.")
    IterationsView iterations(
            Subject by, @PathVariable UUID id, @PathVariable int number, @ParameterObject IterationsView.Query query) {
        PlannedTrial found = trials.planned(by, id, number);
        Plan plan = found.plan();
        Trial trial = found.trial();
        long iterations = plan.trainer().length(plan, trial.parameters()).iterations();
        WorkingMemory.takeForRequest(BYTES_OF_LOSS * iterations * trial.epochsDone());
        return IterationsView.of(number, trials.iterationLosses(by, id, number), query.most());
    }

    @PostMapping
    @Refuses({
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.NO_TRIALS_LEFT,
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.STORAGE_FULL,
        ProblemCode.RESTORE_UNDER_WAY
    })
    @Operation(
            operationId = "enqueueTrials",
            summary = "Try points of one's own next",
            description =
                    "Before the sampler's own, in their order, after those that were enqueued before; a point may be one"
                            + " that has been tried. They count against maxTrials: where all trials are drawn already, each takes the"
                            + " place and the number of the last one that has not started.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = EnqueueRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "two",
                                                            summary = "Two points",
                                                            value = Examples.CHOSEN_POINTS))))
    @ApiResponse(responseCode = "202", description = "They will be tried next", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was seen with an equal body: the numbers that it was answered",
            useReturnTypeSchema = true)
    ResponseEntity<EnqueuedView> enqueue(
            Subject by,
            @PathVariable UUID id,
            @RequestBody Submitted<EnqueueRequest> body,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        Violations violations = body.violations();
        Optional<String> key = IdempotencyKey.of(idempotencyKey, violations);
        List<Parameters> points = new EnqueueReader(body.value(), violations).points(enqueue.space(by, id));
        String note = Optional.ofNullable(body.value().note()).orElse("");
        violations.throwIfAny();
        Enqueue.Enqueued enqueued = enqueue.enqueue(by, id, points, note, key);
        return ResponseEntity.status(enqueued.added() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(new EnqueuedView(enqueued.numbers()));
    }

    private TrialsView changes(Subject by, Experiment experiment, long after, int limit) {
        Plan plan = experiment.plan();
        List<TrialView> changed = trials.changedAfter(by, experiment.id(), after, limit).stream()
                .map(trial -> TrialView.of(trial, plan))
                .toList();
        long next = changed.isEmpty() ? after : changed.get(changed.size() - 1).changeNumber();
        return new TrialsView(changed, null, next);
    }
}
