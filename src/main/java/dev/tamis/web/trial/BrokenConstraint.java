package dev.tamis.web.trial;

import dev.tamis.experiment.Constraint;
import dev.tamis.experiment.Scoring;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A constraint that a completed trial does not keep to. */
@Schema(name = "BrokenConstraint")
public record BrokenConstraint(
        @Schema(description = "What it looks at", example = "parameters")
        String metric,

        @Schema(description = "What the trial has", example = "79510")
        double value,

        @Schema(
                description = "The largest value that keeps to it; null where there is a smallest",
                nullable = true,
                example = "50000")
        Double atMost,

        @Schema(description = "The smallest value that keeps to it; null where there is a largest", nullable = true)
        Double atLeast,

        @Schema(description = "By how much it is broken, in units of the metric", example = "29510")
        double by) {

    /** Those that a trial breaks, in the order of the plan; none of one that has not completed. */
    public static List<BrokenConstraint> of(Trial trial, Scoring scoring) {
        return trial.state() == TrialState.COMPLETED
                ? scoring.constraints().stream()
                        .map(each -> of(each, scoring.value(each, trial)))
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Optional<BrokenConstraint> of(Constraint constraint, Double value) {
        return value == null || constraint.holds(value)
                ? Optional.empty()
                : Optional.of(new BrokenConstraint(
                        constraint.metric(),
                        value,
                        constraint.atMost(),
                        constraint.atLeast(),
                        Math.min(Double.MAX_VALUE, Math.abs(value - constraint.bound()))));
    }
}
