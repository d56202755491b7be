package dev.tamis.web.result;

import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code POST …/final-evaluation}. */
record FinalEvaluationRequest(
        @Schema(
                description = "How many networks are trained, each with a seed of its own, 1 to 20; 1 if missing. The"
                        + " first has the seed of the evaluation with one",
                minimum = "1",
                maximum = "20",
                example = "5")
        Integer seeds) {}
