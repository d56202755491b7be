package dev.tamis.experiment;

import dev.tamis.training.EpochResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.springframework.jdbc.core.SqlParameterValue;

/** Where a running trial stands: what its row says, and what a report adds. */
final class Standing {

    /** What it reads of the row. */
    static final String COLUMNS = "number, best_epoch, best_value, best_validation_accuracy, objective_epoch,"
            + " objective_value, validation_loss, epochs_done, epochs_kept, epochs, epoch_work";

    /** What it writes; the parameters are its {@link #values}. */
    static final String ASSIGNMENTS = "best_epoch = :bestEpoch, best_value = :bestValue,"
            + " best_validation_accuracy = :bestValidationAccuracy, objective_epoch = :objectiveEpoch,"
            + " objective_value = :objectiveValue, epochs_done = :epochsDone, train_loss = :trainLoss,"
            + " train_accuracy = :trainAccuracy, validation_loss = :validationLoss,"
            + " validation_accuracy = :validationAccuracy";

    private final int number;
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

    /** @param row with the {@link #COLUMNS} */
    Standing(ResultSet row) throws SQLException {
        number = row.getInt("number");
        bestEpoch = row.getObject("best_epoch", Integer.class);
        bestValue = row.getObject("best_value", Double.class);
        bestValidationAccuracy = row.getObject("best_validation_accuracy", Double.class);
        objectiveEpoch = row.getObject("objective_epoch", Integer.class);
        objectiveValue = row.getObject("objective_value", Double.class);
        validationLoss = row.getObject("validation_loss", Double.class);
        epochsDone = row.getInt("epochs_done");
        epochsKept = row.getInt("epochs_kept");
        epochs = row.getInt("epochs");
        epochWork = row.getDouble("epoch_work");
    }

    int number() {
        return number;
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

    /** Whether a result has been added. */
    boolean isMeasured() {
        return last != null;
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

    /** Of one that is measured. */
    Map<String, Object> values() {
        return Map.ofEntries(
                Map.entry("bestEpoch", new SqlParameterValue(Types.INTEGER, bestEpoch)),
                Map.entry("bestValue", new SqlParameterValue(Types.DOUBLE, bestValue)),
                Map.entry("bestValidationAccuracy", new SqlParameterValue(Types.DOUBLE, bestValidationAccuracy)),
                Map.entry("objectiveEpoch", new SqlParameterValue(Types.INTEGER, objectiveEpoch)),
                Map.entry("objectiveValue", new SqlParameterValue(Types.DOUBLE, objectiveValue)),
                Map.entry("epochsDone", last.epoch()),
                Map.entry("trainLoss", last.trainLoss()),
                Map.entry("trainAccuracy", last.trainAccuracy()),
                Map.entry("validationLoss", last.validationLoss()),
                Map.entry("validationAccuracy", last.validationAccuracy()));
    }
}
