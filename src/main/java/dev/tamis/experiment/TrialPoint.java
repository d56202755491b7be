package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A trial as a point in a chart.
 *
 * @param value of the objective; null until the trial completes, or where it was no number
 * @param validationAccuracy after the last epoch done; null until the first, or where it was no number
 */
public record TrialPoint(
        int number,
        int round,
        TrialState state,
        int epochsDone,
        Double value,
        Double validationAccuracy,
        long changeNumber,
        Parameters parameters) {

    /** From number, round, state, epochs_done, objective_value, validation_accuracy, change_number and parameters, in this order. */
    static TrialPoint of(ResultSet row) throws SQLException {
        TrialState state = TrialState.valueOf(row.getString(3));
        return new TrialPoint(
                row.getInt(1),
                row.getInt(2),
                state,
                row.getInt(4),
                state == TrialState.COMPLETED ? finite(row, 5) : null,
                finite(row, 6),
                row.getLong(7),
                StoredJson.read(row.getString(8), Parameters.class));
    }

    /** Of a trial that has been read whole. */
    public static TrialPoint of(Trial trial) {
        return new TrialPoint(
                trial.number(),
                trial.round(),
                trial.state(),
                trial.epochsDone(),
                trial.state() == TrialState.COMPLETED ? finite(trial.objectiveValue()) : null,
                finite(trial.validationAccuracy()),
                trial.changeNumber(),
                trial.parameters());
    }

    private static Double finite(Optional<Double> value) {
        return value.filter(Double::isFinite).orElse(null);
    }

    private static Double finite(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }
}
