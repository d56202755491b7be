package dev.tamis.web.event;

import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.Gathered;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** What changes, as it changes. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/events")
@Tag(name = Tags.EXPERIMENTS)
class EventController {

    private final Followers followers;

    EventController(Followers followers) {
        this.followers = followers;
    }

    /** Query of the events. */
    record Query(
            @Schema(
                    minimum = "0",
                    description = "Change number from which on trials are told of, for clients that cannot send"
                            + " Last-Event-ID at first; from now on if both are missing",
                    example = "0")
            Long after) {

        Query {
            if (after != null && after < 0) {
                throw new InvalidField("after", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + after);
            }
        }
    }

    @GetMapping
    @Refuses({ProblemCode.TOO_MANY_FOLLOWERS, ProblemCode.TOO_MANY_OF_ONE})
    @Operation(
            operationId = "followExperiment",
            summary = "Follow an experiment",
            description =
                    "Server-Sent Events: `experiment` (as GET …/{id}), `round` (as in GET …/rounds), `trials` (what"
                            + " has changed, as GET …/points) and, once the experiment has ended, `end`. An event's id is the"
                            + " change number: a client that reconnects with Last-Event-ID misses nothing. A client that is ahead"
                            + " of the experiment, because it kept another's number or the database was put back, gets a `reset`"
                            + " and then everything from the beginning. Changes that lie less than half a second apart come as"
                            + " one event, and where more than 500 follow an experiment, those of a millisecond for each of them. A client that takes nothing of what it is sent for 20 s is cut off; one that reads"
                            + " slowly gets fewer, larger events.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void follow(
            Subject by,
            @PathVariable UUID id,
            @ParameterObject Query query,
            @Parameter(description = "Id of the last event received; stronger than after")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        followers.follow(by, id, cursor(query, lastEventId), request, Gathered.original(response));
    }

    private static OptionalLong cursor(Query query, String lastEventId) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            if (!lastEventId.matches("[0-9]{1,18}")) {
                throw new InvalidField(
                        "Last-Event-ID",
                        FieldCode.MALFORMED,
                        "must be the id of an event, but got " + Shown.of(lastEventId));
            }
            return OptionalLong.of(Long.parseLong(lastEventId));
        }
        return query.after() == null ? OptionalLong.empty() : OptionalLong.of(query.after());
    }
}
