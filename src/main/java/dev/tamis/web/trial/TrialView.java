package dev.tamis.web.trial;

import static dev.tamis.web.answer.Measured.TRAIN_ACCURACY;
import static dev.tamis.web.answer.Measured.TRAIN_LOSS;
import static dev.tamis.web.answer.Measured.VALIDATION_ACCURACY;
import static dev.tamis.web.answer.Measured.VALIDATION_LOSS;

import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Scoring;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialCost;
import dev.tamis.experiment.TrialState;
import dev.tamis.experiment.Tunable;
import dev.tamis.search.Outcome;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.experiment.ProgressView;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A trial: the point that was drawn, and what it measured so far. Metrics are those of the last epoch done. */
@Schema(name = "Trial")
public record TrialView(
        @Schema(minimum = "0", description = "0-based, unique in its experiment", example = "42")
        int number,

        @Schema(minimum = "1", example = "1") int round,
        TrialState state,

        @Schema(
                description =
                        "Why it failed, was pruned or cancelled; while it has not ended, why its last try broke off",
                nullable = true)
        String reason,

        @Schema(ref = Schemas.PARAMETERS) Map<String, Object> parameters,
        @Schema(ref = Schemas.MODEL) Map<String, Object> model,

        @Schema(minimum = "1", description = "How many epochs it shall train", example = "50")
        int epochs,

        @Schema(minimum = "0", example = "50") int epochsDone,

        @Schema(description = "Metrics of it as a whole, which may rank trials too: of each, less is better")
        TrialCost cost,

        @Schema(nullable = true, example = "0.21") Double trainLoss,

        @Schema(minimum = "0", maximum = "1", nullable = true, example = "0.95")
        Double trainAccuracy,

        @Schema(nullable = true, example = "0.62") Double validationLoss,

        @Schema(minimum = "0", maximum = "1", nullable = true, example = "0.83")
        Double validationAccuracy,

        @Schema(
                minimum = "-1",
                maximum = "1",
                description =
                        "trainAccuracy - validationAccuracy: how much better it is on what it has seen. With dropout"
                                + " both are taken without it",
                nullable = true,
                example = "0.12")
        Double generalizationGap,

        @Schema(
                minimum = "1",
                description = "First epoch with the best value of the objective's metric",
                nullable = true,
                example = "49")
        Integer bestEpoch,

        @Schema(
                minimum = "0",
                maximum = "1",
                description = "The highest of any epoch, whatever the objective",
                nullable = true,
                example = "0.84")
        Double bestValidationAccuracy,

        @Schema(
                minimum = "1",
                description =
                        "The epoch that objectiveValue is of: the last one where objective.at is LAST, bestEpoch where"
                                + " it is BEST; there once it has completed",
                nullable = true,
                example = "50")
        Integer objectiveEpoch,

        @Schema(description = "What ranks it; there once it has completed", nullable = true, example = "0.83")
        Double objectiveValue,

        @Schema(
                minimum = "0",
                description =
                        "Standard deviation of the objective over the trial's networks, in the epoch that counts; null where it has one, or has not"
                                + " completed",
                nullable = true)
        Double objectiveSpread,

        @ArraySchema(
                maxItems = Outcome.MOST_OBJECTIVES,
                arraySchema = @Schema(description = "Of each objective, in their order; none until it has completed"))
        List<Double> objectiveValues,

        @ArraySchema(
                maxItems = Outcome.MOST_CONSTRAINTS,
                arraySchema =
                        @Schema(
                                description =
                                        "Constraints that it does not keep to, by its last epoch: it comes after all trials that keep to all;"
                                                + " none until it has completed"))
        List<BrokenConstraint> brokenConstraints,

        @Schema(description = "Which worker claimed it last", nullable = true)
        String claimedBy,

        @Schema(minimum = "0", description = "How often a worker took it", example = "1")
        int attempt,

        @Schema(nullable = true) Instant startedAt,
        @Schema(nullable = true) Instant finishedAt,

        @Schema(minimum = "0", description = "From start to finish; null until then", nullable = true, example = "4.7")
        Double durationSeconds,

        @Schema(
                maxLength = 500,
                description =
                        "Of a trial whose point somebody chose, what they noted, if only nothing; null of what the sampler drew",
                nullable = true)
        String note,

        @Schema(minimum = "0", example = "57") long changeNumber) {

    /** @param plan of the trial's experiment */
    public static TrialView of(Trial trial, Plan plan) {
        Measured last = new Measured(plan.metrics(), trial.metrics());
        Measured best = new Measured(plan.metrics(), trial.bestMetrics());
        return new TrialView(
                trial.number(),
                trial.round(),
                trial.state(),
                trial.reason().orElse(null),
                trial.parameters().values(),
                model(trial, plan),
                trial.epochs(),
                trial.epochsDone(),
                trial.cost(),
                last.of(TRAIN_LOSS),
                last.of(TRAIN_ACCURACY),
                last.of(VALIDATION_LOSS),
                last.of(VALIDATION_ACCURACY),
                gap(last.of(TRAIN_ACCURACY), last.of(VALIDATION_ACCURACY)),
                trial.bestEpoch().orElse(null),
                best.of(VALIDATION_ACCURACY),
                objectiveEpoch(trial),
                trial.state() == TrialState.COMPLETED ? Finite.orNull(trial.objectiveValue()) : null,
                trial.state() == TrialState.COMPLETED ? Finite.orNull(trial.objectiveSpread()) : null,
                objectiveValues(trial, Scoring.of(plan)),
                BrokenConstraint.of(trial, Scoring.of(plan)),
                trial.claimedBy().orElse(null),
                trial.attempt(),
                trial.startedAt().orElse(null),
                trial.finishedAt().orElse(null),
                trial.startedAt()
                        .flatMap(start -> trial.finishedAt().map(end -> Duration.between(start, end)))
                        // a clock that was put back meanwhile has no say in it
                        .map(took -> took.isNegative() ? 0 : ProgressView.seconds(took))
                        .orElse(null),
                trial.note().orElse(null),
                trial.changeNumber());
    }

    /** Of a completed trial, as they are ranked; none where one of them is no number. */
    public static List<Double> objectiveValues(Trial trial, Scoring scoring) {
        List<Double> values = trial.state() == TrialState.COMPLETED ? scoring.values(trial) : List.of();
        return values.stream().anyMatch(Objects::isNull) ? List.of() : values;
    }

    private static Double gap(Double train, Double validation) {
        return train == null || validation == null ? null : Double.valueOf(train - validation);
    }

    /** Like its value, of completed trials only. */
    public static Integer objectiveEpoch(Trial trial) {
        return trial.state() == TrialState.COMPLETED ? trial.objectiveEpoch().orElse(null) : null;
    }

    /** Every value in force: drawn, fixed or default, in the order of the documentation. */
    private static Map<String, Object> model(Trial trial, Plan plan) {
        Map<String, Object> chosen = plan.model().at(trial.parameters()).values();
        Map<String, Object> model = new LinkedHashMap<>();
        for (Tunable each : plan.trainer().tunables()) {
            model.put(each.key(), each.stored(chosen.getOrDefault(each.key(), each.usual())));
        }
        return model;
    }
}
