package dev.tamis.web.result;

import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.people.Subject;
import dev.tamis.web.change.Awaited;
import dev.tamis.web.change.EventFeeds;
import dev.tamis.web.change.Snapshot;
import dev.tamis.web.change.WaitQuery;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalInt;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** The one look at test data. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/final-evaluation")
@Tag(name = Tags.RESULTS)
class FinalEvaluationController {

    private final FinalEvaluations evaluations;
    private final EventFeeds feeds;

    FinalEvaluationController(FinalEvaluations evaluations, EventFeeds feeds) {
        this.evaluations = evaluations;
        this.feeds = feeds;
    }

    @PostMapping
    @Refuses({
        ProblemCode.EXPERIMENT_NOT_ENDED,
        ProblemCode.NO_COMPLETED_TRIAL,
        ProblemCode.NO_TEST_ROWS,
        ProblemCode.DATASET_GONE,
        ProblemCode.EVALUATED_OTHERWISE
    })
    @Operation(
            operationId = "requestFinalEvaluation",
            summary = "Score the winner on test data",
            description =
                    "Trains the best trial's network again on train and validation rows together, for as many epochs as the"
                            + " one that won, and scores it once on the test rows. With `seeds` it is trained so many times,"
                            + " each time with a seed of its own, and the answer tells mean and interval over them too."
                            + " However often it is asked for, it is done once: later answers give the stored scores; asked"
                            + " with another number of seeds, it is refused.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FinalEvaluationRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "once",
                                                        summary = "One network, with the winner's own seed",
                                                        value = "{}"),
                                                @ExampleObject(
                                                        name = "five",
                                                        summary = "Five networks, to see what chance does",
                                                        value = "{\"seeds\": 5}")
                                            })))
    @ApiResponse(responseCode = "202", description = "A worker will do it; ask again", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It has been done", useReturnTypeSchema = true)
    ResponseEntity<FinalEvaluationView> request(
            Subject by, @PathVariable UUID id, @RequestBody(required = false) Submitted<FinalEvaluationRequest> body) {
        FinalEvaluation evaluation = evaluations.request(by, id, seeds(body));
        boolean waits = evaluation.state() == FinalEvaluation.State.WAITING;
        return ResponseEntity.status(waits ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(FinalEvaluationView.of(evaluation));
    }

    private static OptionalInt seeds(Submitted<FinalEvaluationRequest> body) {
        if (body == null) {
            return OptionalInt.empty();
        }
        body.violations().throwIfAny();
        Integer seeds = body.value().seeds();
        return seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds);
    }

    @GetMapping
    @Refuses({ProblemCode.TOO_MANY_WAITERS, ProblemCode.TOO_MANY_OF_ONE})
    @Operation(
            operationId = "getFinalEvaluation",
            summary = "Read the winner's score on test data",
            description =
                    "404 until somebody has asked for one. With `wait` the answer is held back until it is done, or"
                            + " until so many seconds are over.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FinalEvaluationView.class)))
    Object get(Subject by, @PathVariable UUID id, @ParameterObject WaitQuery query, HttpServletRequest request) {
        Snapshot now = feeds.now(by, id);
        return feeds.answer(
                now,
                new Awaited<>(later -> view(later).state() != FinalEvaluation.State.WAITING, this::view),
                query.patience(),
                request.getRemoteAddr());
    }

    private FinalEvaluationView view(Snapshot now) {
        return now.once(
                FinalEvaluationView.class,
                () -> FinalEvaluationView.of(
                        evaluations.get(now.by(), now.experiment().id())));
    }
}
