package dev.tamis.web.result;

import dev.tamis.search.Direction;
import dev.tamis.web.openapi.Bounded;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Body of {@code POST /api/v1/range-suggestions}: trials that were run elsewhere. */
@Schema(name = "BroughtTrials")
record BroughtTrialsRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                ref = Schemas.FOREIGN_SEARCH_SPACE,
                description = "The ranges that the trials were drawn from; any names will do")
        Map<String, Object> searchSpace,

        @Bounded(maxItems = 100_000)
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Finished trials, at most 100000, with at most 200000 values in all")
        List<BroughtTrial> trials,

        @Schema(
                description =
                        "By name, what a number may be at all: suggestions never extend a range beyond. Without it"
                                + " hyperparameters of ours have their own bounds, and other names may be extended at both ends,"
                                + " though never below 0 where the range starts at 0 or above",
                example = "{\"learningRate\": {\"low\": 1e-8, \"high\": 1}}")
        Map<String, LegalBounds> legal,

        @Schema(description = "Which values are better", defaultValue = "MAXIMIZE")
        Direction direction,

        @Schema(
                minimum = "1",
                description = "Give it where values are accuracies: the number of samples behind each, from which its"
                        + " standard error follows. Without it the noise is taken from the values' scatter",
                example = "100")
        Integer validationSize) {

    /** What a number may be at all. */
    @Schema(name = "LegalBounds")
    record LegalBounds(
            @Schema(description = "Smallest legal number; no bound without it", example = "0")
            Double low,

            @Schema(description = "Largest legal number; no bound without it", example = "1")
            Double high) {}

    /** One finished trial. */
    @Schema(name = "BroughtTrial")
    record BroughtTrial(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "A value for each searched name and no other, of the kind that its domain has. Numbers beyond the"
                                    + " bounds are taken, but such trials lie outside the ranges",
                    example = "{\"learningRate\": 0.0092}")
            Map<String, Object> parameters,

            @Schema(
                    types = {"number", "null"},
                    format = "double",
                    description = "What it reached, from 0 to 1 where validationSize is given; null if it failed or"
                            + " diverged",
                    example = "0.83")
            Object value) {}
}
