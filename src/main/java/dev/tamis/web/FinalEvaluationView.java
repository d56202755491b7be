package dev.tamis.web;

import dev.tamis.experiment.FinalEvaluation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** The winner's one score on test data. */
@Schema(name = "FinalEvaluation")
record FinalEvaluationView(
        UUID experimentId,
        FinalEvaluation.State state,

        @Schema(
                minimum = "0",
                description = "The trial whose hyperparameters were used: the leaderboard's first",
                example = "42")
        int trialNumber,

        @Schema(description = "Why it failed", nullable = true)
        String reason,

        @Schema(
                minimum = "0",
                maximum = "1",
                description = "On train and validation rows together, over the last epoch's steps",
                nullable = true,
                example = "0.97")
        Double trainAccuracy,

        @Schema(
                minimum = "0",
                maximum = "1",
                description = "Share of the test rows that were right",
                nullable = true,
                example = "0.84")
        Double testAccuracy,

        @Schema(description = "Where the true accuracy lies, with 95 % confidence", nullable = true)
        Interval testAccuracyInterval,

        @Schema(nullable = true, example = "0.55") Double testLoss,

        @Schema(minimum = "1", description = "How many test rows there are", nullable = true, example = "10000")
        Integer testSize,

        Instant requestedAt,
        @Schema(nullable = true) Instant finishedAt) {

    /** A 95 % confidence interval after Wilson. */
    @Schema(name = "ConfidenceInterval")
    record Interval(
            @Schema(minimum = "0", maximum = "1", example = "0.832")
            double low,

            @Schema(minimum = "0", maximum = "1", example = "0.847")
            double high) {}

    static FinalEvaluationView of(FinalEvaluation evaluation) {
        var score = evaluation.testScore();
        return new FinalEvaluationView(
                evaluation.experimentId(),
                evaluation.state(),
                evaluation.trialNumber(),
                evaluation.reason().orElse(null),
                Finite.orNull(evaluation.trainAccuracy()),
                score.map(FinalEvaluation.TestScore::accuracy).orElse(null),
                score.map(each -> new Interval(each.low(), each.high())).orElse(null),
                Finite.orNull(score.map(FinalEvaluation.TestScore::loss)),
                score.map(FinalEvaluation.TestScore::size).orElse(null),
                evaluation.requestedAt(),
                evaluation.finishedAt().orElse(null));
    }
}
