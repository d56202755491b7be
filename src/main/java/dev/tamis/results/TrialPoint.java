package dev.tamis.results;

import dev.tamis.experiment.StoredJson;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import dev.tamis.space.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A trial as a point in a chart.
 *
 * @param value of the objective; null until the trial completes, or where it was no number
 * @param metric of the one that was asked for, after the last epoch done; null until the first, or where it was no number
 */
public record TrialPoint(
        int number,
        int round,
        TrialState state,
        int epochsDone,
        Double value,
        Double metric,
        long changeNumber,
        Parameters parameters) {

    /** @param row with number, round, state, epochs_done, objective_value, metric, change_number and parameters */
    static TrialPoint of(ResultSet row) throws SQLException {
        TrialState state = TrialState.valueOf(row.getString("state"));
        return new TrialPoint(
                row.getInt("number"),
                row.getInt("round"),
                state,
                row.getInt("epochs_done"),
                state == TrialState.COMPLETED ? finite(row, "objective_value") : null,
                finite(row, "metric"),
                row.getLong("change_number"),
                StoredJson.read(row.getString("parameters"), Parameters.class));
    }

    /** Of a trial that has been read whole. */
    public static TrialPoint of(Trial trial, Optional<Double> metric) {
        return new TrialPoint(
                trial.number(),
                trial.round(),
                trial.state(),
                trial.epochsDone(),
                trial.state() == TrialState.COMPLETED ? finite(trial.objectiveValue()) : null,
                finite(metric),
                trial.changeNumber(),
                trial.parameters());
    }

    private static Double finite(Optional<Double> value) {
        return value.filter(Double::isFinite).orElse(null);
    }

    private static Double finite(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }
}
