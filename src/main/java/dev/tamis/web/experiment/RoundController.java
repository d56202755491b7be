package dev.tamis.web.experiment;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Rounds;
import dev.tamis.people.Subject;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.PageQuery;
import dev.tamis.web.answer.PageView;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import dev.tamis.web.reading.IdempotencyKey;
import dev.tamis.web.reading.Submitted;
import dev.tamis.web.searchspace.SpaceReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The passes of an experiment, each over narrower ranges than the last. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/rounds")
@Tag(name = Tags.EXPERIMENTS)
class RoundController {

    private final Rounds rounds;
    private final Experiments experiments;

    RoundController(Rounds rounds, Experiments experiments) {
        this.rounds = rounds;
        this.experiments = experiments;
    }

    @GetMapping
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "listRounds",
            summary = "List an experiment's rounds",
            description = "In their order, with the space that each searched.")
    PageView<RoundView> list(Subject by, @PathVariable UUID id, @ParameterObject PageQuery query) {
        return PageView.of(query.of(rounds.of(by, id)), RoundView::of);
    }

    @GetMapping("/{number}")
    @Polled(RevisionsOfResults.class)
    @Operation(operationId = "getRound", summary = "Read a round")
    RoundView get(Subject by, @PathVariable UUID id, @PathVariable int number) {
        return RoundView.of(rounds.get(by, id, number));
    }

    @PostMapping
    @Refuses({ProblemCode.NOT_AWAITING_APPROVAL, ProblemCode.IDEMPOTENCY_KEY_REUSED})
    @Operation(
            operationId = "startRound",
            summary = "Start the next round",
            description = "Where rounds.mode is APPROVE and a round has ended. Without a body it searches what"
                    + " range-suggestions suggests.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RoundRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "suggested",
                                                        summary = "The suggested ranges",
                                                        value = "{}"),
                                                @ExampleObject(
                                                        name = "own",
                                                        summary = "Ranges of one's own",
                                                        value = Examples.NEXT_ROUND)
                                            })))
    @ApiResponse(responseCode = "201", description = "Started; Location names it", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was seen with an equal body: the round that was started then",
            useReturnTypeSchema = true)
    ResponseEntity<RoundView> startNext(
            Subject by,
            @PathVariable UUID id,
            @RequestBody(required = false) Submitted<RoundRequest> body,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        Violations violations = body == null ? new Violations() : body.violations();
        Optional<String> key = IdempotencyKey.of(idempotencyKey, violations);
        Optional<SearchSpace> space = space(by, id, body, violations);
        violations.throwIfAny();
        Rounds.Started started = rounds.startNext(by, id, space, key);
        return ResponseEntity.status(started.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                        .pathSegment(String.valueOf(started.round().number()))
                        .build()
                        .toUri())
                .body(RoundView.of(started.round()));
    }

    /** What is legal is said by who trains the experiment. */
    private Optional<SearchSpace> space(Subject by, UUID id, Submitted<RoundRequest> body, Violations violations) {
        return Optional.ofNullable(body)
                .map(given -> given.value().searchSpace())
                .flatMap(plain -> new SpaceReader(
                                violations, experiments.get(by, id).plan().trainer())
                        .searchSpace(plain));
    }
}
