package dev.tamis.web.result;

import dev.tamis.experiment.TrialState;
import dev.tamis.web.openapi.HoldsNulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * Trials as columns: what charts of many trials need and no more. The n-th entries of all columns belong to one trial.
 */
@Schema(name = "Points")
public record PointsView(
        @Schema(minimum = "0", description = "Pass it as after to hear of what changes next", example = "57")
        long changeNumber,

        List<Integer> number,
        List<Integer> round,
        List<TrialState> state,
        List<Integer> epochsDone,

        @Schema(description = "Values of the objective; null until a trial completes") @HoldsNulls
        List<Double> value,

        @Schema(description = "After the last epoch done; null until the first, or where it was no number") @HoldsNulls
        List<Double> validationAccuracy,

        @Schema(description = "A column for each searched hyperparameter; null where a trial does not have it")
        Map<String, List<Object>> parameters) {}
