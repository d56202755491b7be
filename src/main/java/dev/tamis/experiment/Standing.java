package dev.tamis.experiment;

import dev.tamis.training.EpochResult;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where a running trial stands: what its row says, and what a report adds. */
final class Standing {

    /** What it reads of the row, in the order of the constructor. */
    static final String COLUMNS = "best_epoch, best_value, best_validation_accuracy, objective_epoch, objective_value,"
            + " validation_loss, epochs_done, epochs_kept, epochs, epoch_work";

    /** What it writes, in the order of {@link #write}. */
    static final String ASSIGNMENTS = "best_epoch = ?, best_value = ?, best_validation_accuracy = ?,"
            + " objective_epoch = ?, objective_value = ?, epochs_done = ?, train_loss = ?, train_accuracy = ?,"
            + " validation_loss = ?, validation_accuracy = ?";

    private Integer bestEpoch;
    private Double bestValue;
    private Double bestValidationAccuracy;
    private Integer objectiveEpoch;
    private Double objectiveValue;
    private Double validationLoss;
    private final int epochsDone;
    private final int epochsKept;
    private final int epochs;
    private final double epochWork;
    private EpochResult last;

    /** @param first index of the first of the columns */
    Standing(ResultSet row, int first) throws SQLException {
        bestEpoch = row.getObject(first, Integer.class);
        bestValue = row.getObject(first + 1, Double.class);
        bestValidationAccuracy = row.getObject(first + 2, Double.class);
        objectiveEpoch = row.getObject(first + 3, Integer.class);
        objectiveValue = row.getObject(first + 4, Double.class);
        validationLoss = row.getObject(first + 5, Double.class);
        epochsDone = row.getInt(first + 6);
        epochsKept = row.getInt(first + 7);
        epochs = row.getInt(first + 8);
        epochWork = row.getDouble(first + 9);
    }

    /** How far the row was; earlier epochs have been reported before. */
    int epochsStored() {
        return epochsDone;
    }

    /** Whether an earlier attempt has left a measurement of the epoch, to be overwritten. */
    boolean keeps(int epoch) {
        return epoch <= epochsKept;
    }

    /** Null until an epoch has been reported whose losses are numbers. */
    Double objectiveValue() {
        return objectiveValue;
    }

    /** Of the last epoch. */
    Double validationLoss() {
        return validationLoss;
    }

    /** What completed without a measurement has nothing that could rank it. */
    TrialEnd checked(TrialEnd end) {
        boolean unmeasured = end.state() == TrialState.COMPLETED && objectiveValue == null;
        return unmeasured ? TrialEnd.failed(end.number(), "it ended without a measurement") : end;
    }

    double workReported() {
        return (epochsNow() - epochsDone) * epochWork;
    }

    double workLeft() {
        return (epochs - epochsNow()) * epochWork;
    }

    private int epochsNow() {
        return last == null ? epochsDone : last.epoch();
    }

    void add(EpochResult result, Objective objective) {
        last = result;
        validationLoss = result.validationLoss();
        if (result.diverged()) {
            return;
        }
        if (bestValidationAccuracy == null || result.validationAccuracy() > bestValidationAccuracy) {
            bestValidationAccuracy = result.validationAccuracy();
        }
        double value = objective.metric().of(result);
        if (bestValue == null || objective.rankOf(value) > objective.rankOf(bestValue)) {
            bestValue = value;
            bestEpoch = result.epoch();
        }
        boolean best = objective.at() == Objective.At.BEST;
        objectiveValue = best ? bestValue : Double.valueOf(value);
        objectiveEpoch = best ? bestEpoch : Integer.valueOf(result.epoch());
    }

    /** @return index of the parameter after its own */
    int write(PreparedStatement statement) throws SQLException {
        statement.setObject(1, bestEpoch);
        statement.setObject(2, bestValue);
        statement.setObject(3, bestValidationAccuracy);
        statement.setObject(4, objectiveEpoch);
        statement.setObject(5, objectiveValue);
        statement.setInt(6, last.epoch());
        statement.setDouble(7, last.trainLoss());
        statement.setDouble(8, last.trainAccuracy());
        statement.setDouble(9, last.validationLoss());
        statement.setDouble(10, last.validationAccuracy());
        return 11;
    }
}
