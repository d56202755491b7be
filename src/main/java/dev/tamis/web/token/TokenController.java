package dev.tamis.web.token;

import dev.tamis.access.ApiTokens;
import dev.tamis.access.Credential;
import dev.tamis.access.NewToken;
import dev.tamis.people.Subject;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.PageQuery;
import dev.tamis.web.answer.PageView;
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
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Pageable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Tokens of people and their programs. */
@ApiController
@RequestMapping("/api/v1/tokens")
@Tag(name = Tags.ACCESS)
class TokenController {

    private final ApiTokens tokens;

    TokenController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** Query of the list. */
    record Query(
            @Schema(
                    description = "Only tokens of this owner; others than oneself admins alone may name",
                    example = "anna")
            String owner,

            @Schema(minimum = "0", maximum = "2147483647", description = "0-based; page * size is at most 2147483647")
            Integer page,

            @Schema(minimum = "1", maximum = "1000", description = "1 to 1000")
            Integer size) {

        Query {
            new PageQuery(page, size).pageable();
        }

        Pageable pageable() {
            return new PageQuery(page, size).pageable();
        }
    }

    @PostMapping
    @Refuses({ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.TOKENS_FULL, ProblemCode.RESTORE_UNDER_WAY})
    @Operation(
            operationId = "makeToken",
            summary = "Make a token",
            description =
                    "For oneself, or by admins for others. What one makes for oneself with a token is the child of that"
                            + " one: it ends no later, and is revoked with it. The text is in this answer and nowhere else; a"
                            + " repeated request with the same Idempotency-Key makes no second token, and cannot tell the text again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = TokenRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "month",
                                                            summary = "For a program of one's own, for a month",
                                                            value = Examples.TOKEN))))
    @ApiResponse(responseCode = "201", description = "Made; Location names it", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description =
                    "The Idempotency-Key was seen with an equal body: the token that was made then, without its text",
            useReturnTypeSchema = true)
    ResponseEntity<NewTokenView> make(
            Credential maker,
            @RequestBody Submitted<TokenRequest> body,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        Violations violations = body.violations();
        Optional<NewToken> wanted = body.value().read(maker.subject(), violations);
        Optional<String> key = IdempotencyKey.of(idempotencyKey, violations);
        violations.throwIfAny();
        ApiTokens.Made made = tokens.make(maker, wanted.orElseThrow(), key);
        return ResponseEntity.status(made.text().isPresent() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                        .pathSegment(made.token().id().toString())
                        .build()
                        .toUri())
                .cacheControl(CacheControl.noStore())
                .body(NewTokenView.of(made));
    }

    @GetMapping
    @Operation(
            operationId = "listTokens",
            summary = "List tokens",
            description = "One's own; of admins, everybody's. Newest first, those that have ended too.")
    PageView<TokenView> list(Subject asking, @ParameterObject Query query) {
        return PageView.of(tokens.page(asking, Optional.ofNullable(query.owner()), query.pageable()), TokenView::of);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getToken", summary = "Read what is known of a token")
    TokenView get(Subject asking, @PathVariable UUID id) {
        return TokenView.of(tokens.get(asking, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token",
            description =
                    "With all that its owner has made with it. A token that may do more than one's own is not revoked. It lets"
                            + " nobody in any more: on this node at once, on others within five seconds. Sessions that were"
                            + " opened with it end as soon, and event streams within ten seconds more.")
    void revoke(Subject asking, @PathVariable UUID id) {
        tokens.revoke(asking, id);
    }
}
