package dev.tamis.web.result;

import dev.tamis.search.Importance;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.UUID;

/** What makes trials good. */
@Schema(name = "Importance")
record ImportanceView(
        UUID experimentId,

        @Schema(
                description =
                        "Share of each searched hyperparameter; they sum to 1, or are all 0 where nothing can be told",
                example = "{\"learningRate\": 0.93, \"weightDecay\": 0.07}")
        Map<String, Double> importance,

        @Schema(
                description = "Why nothing can be told; null where something can",
                nullable = true,
                example = "the values of the 100 trials differ no more than their standard error of 0.05 explains")
        String reason) {

    static ImportanceView of(UUID experimentId, Importance importance) {
        return new ImportanceView(
                experimentId, importance.shares(), importance.reason().orElse(null));
    }
}
