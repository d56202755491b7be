package dev.tamis.web.experiment;

import dev.tamis.experiment.Round;
import dev.tamis.space.PlainForm;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** One pass of the method: a space and the trials drawn from it. */
@Schema(name = "Round")
public record RoundView(
        @Schema(minimum = "1", description = "1-based", example = "1")
        int number,

        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> searchSpace,

        @Schema(minimum = "0", description = "Number of its first trial", example = "0")
        int firstTrial,

        @Schema(
                minimum = "1",
                description =
                        "How many trials it has until now; their numbers follow the first. All of them, unless the sampler"
                                + " learns and draws the next ones as others end",
                example = "100")
        int trials,

        @Schema(minimum = "1", description = "How many trials it shall have", example = "100")
        int planned,

        @Schema(
                minimum = "1",
                description = "Number of the round on whose results its ranges are based",
                nullable = true)
        Integer parent,

        @Schema(description = "Where its ranges come from", example = "as submitted")
        String origin,

        @Schema(description = "Whether it was given up: it did worse than its parent, whose ranges came again")
        boolean rolledBack,

        Instant createdAt,
        @Schema(nullable = true) Instant finishedAt) {

    /** A round as it is now. */
    public static RoundView of(Round round) {
        return new RoundView(
                round.number(),
                PlainForm.of(round.space()),
                round.firstTrial(),
                round.trialCount(),
                round.planned(),
                round.parent().orElse(null),
                round.origin(),
                round.rolledBack(),
                round.createdAt(),
                round.finishedAt().orElse(null));
    }
}
