package dev.tamis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.UUID;

/** What makes trials good. */
@Schema(name = "Importance")
record ImportanceView(
        UUID experimentId,

        @Schema(description = "Share of each searched hyperparameter", example = "{\"learningRate\": 0.93}")
        Map<String, Double> importance) {}
