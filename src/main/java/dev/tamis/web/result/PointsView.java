package dev.tamis.web.result;

import dev.tamis.experiment.TrialPoint;
import dev.tamis.experiment.TrialState;
import dev.tamis.web.openapi.HoldsNulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

        @Schema(description = "A column for each searched hyperparameter")
        Map<String, List<Object>> parameters) {

    /** @param after what the cursor is where nothing has changed */
    public static PointsView of(List<TrialPoint> trials, long after) {
        long newest = trials.stream().mapToLong(TrialPoint::changeNumber).max().orElse(after);
        List<Integer> number = new ArrayList<>();
        List<Integer> round = new ArrayList<>();
        List<TrialState> state = new ArrayList<>();
        List<Integer> epochsDone = new ArrayList<>();
        List<Double> value = new ArrayList<>();
        List<Double> accuracy = new ArrayList<>();
        for (TrialPoint trial : trials) {
            number.add(trial.number());
            round.add(trial.round());
            state.add(trial.state());
            epochsDone.add(trial.epochsDone());
            value.add(trial.value());
            accuracy.add(trial.metric());
        }
        return new PointsView(newest, number, round, state, epochsDone, value, accuracy, parameters(trials));
    }

    private static Map<String, List<Object>> parameters(List<TrialPoint> trials) {
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(trial -> names.addAll(trial.parameters().values().keySet()));
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (String name : names) {
            List<Object> column = new ArrayList<>();
            trials.forEach(trial -> column.add(trial.parameters().values().get(name)));
            columns.put(name, column);
        }
        return columns;
    }
}
