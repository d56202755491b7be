package dev.tamis.experiment;

import dev.tamis.search.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.SqlParameterValue;

/** Where a running trial stands: what its row says, and what a report adds. */
final class Standing {

    /** What it reads of the row. */
    static final String COLUMNS = "number, metrics, best_metrics, best_epoch, objective_epoch, objective_value,"
            + " epochs_done, epochs_kept, epochs, epoch_work, weights, training_seconds, objective_spread";

    /** What it writes; the parameters are its {@link #values}. */
    static final String ASSIGNMENTS = "metrics = :metrics, best_metrics = :bestMetrics, best_epoch = :bestEpoch,"
            + " objective_epoch = :objectiveEpoch, objective_value = :objectiveValue, tie_value = :tie,"
            + " epochs_done = :epochsDone, training_seconds = :trainingSeconds, objective_spread = :objectiveSpread";

    private final Scoring scoring;
    private final int number;
    private final int epochsDone;
    private final int epochsKept;
    private final int epochs;
    private final double epochWork;
    private final Long weights;
    private Double trainingSeconds;
    private List<Double> metrics;
    private List<Double> bestMetrics;
    private Integer bestEpoch;
    private Integer objectiveEpoch;
    private Double objectiveValue;
    private Double objectiveSpread;
    private Measurement last;

    /** @param row with the {@link #COLUMNS} */
    Standing(Scoring scoring, ResultSet row) throws SQLException {
        this.scoring = scoring;
        number = row.getInt("number");
        metrics = StoredMetrics.read(row, "metrics");
        bestMetrics = StoredMetrics.read(row, "best_metrics");
        bestEpoch = row.getObject("best_epoch", Integer.class);
        objectiveEpoch = row.getObject("objective_epoch", Integer.class);
        objectiveValue = row.getObject("objective_value", Double.class);
        objectiveSpread = row.getObject("objective_spread", Double.class);
        epochsDone = row.getInt("epochs_done");
        epochsKept = row.getInt("epochs_kept");
        epochs = row.getInt("epochs");
        epochWork = row.getDouble("epoch_work");
        weights = row.getObject("weights", Long.class);
        trainingSeconds = row.getObject("training_seconds", Double.class);
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

    /** Null until an epoch has been reported whose figures are numbers. */
    Double objectiveValue() {
        return objectiveValue;
    }

    /** The objective value turned so that larger is better. */
    double rank() {
        return scoring.rank(objectiveValue);
    }

    /** What decides between equal ranks: taken after the last epoch, and turned alike. */
    double tie() {
        return scoring.tie(metrics);
    }

    /** What completed without a measurement of all that counts has nothing that could rank it. */
    TrialEnd checked(TrialEnd end) {
        if (end.state() != TrialState.COMPLETED) {
            return end;
        }
        if (objectiveValue == null) {
            return TrialEnd.failed(end.number(), "it ended without a measurement");
        }
        List<String> unmeasured = scoring.isManifold() ? scoring.unmeasured(figures()) : List.of();
        return unmeasured.isEmpty()
                ? end
                : TrialEnd.failed(
                        end.number(),
                        "its last epoch gave no number for " + String.join(", ", unmeasured)
                                + ", which objectives or constraints look at");
    }

    /** What it came to, of one that completed. */
    Outcome outcome() {
        return scoring.isManifold() ? scoring.outcome(figures()).orElseThrow() : Outcome.of(rank());
    }

    private Scoring.Figures figures() {
        return new Scoring.Figures(
                metrics == null ? List.of() : metrics,
                bestMetrics == null ? List.of() : bestMetrics,
                new TrialCost(trainingSeconds, weights, epochsNow()));
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
        return last == null ? epochsDone : last.step();
    }

    void add(Measurement result) {
        last = result;
        metrics = result.values();
        trainingSeconds = (trainingSeconds == null ? 0 : trainingSeconds) + result.seconds();
        if (result.diverged()) {
            return;
        }
        if (bestMetrics == null || scoring.merit(metrics) > scoring.merit(bestMetrics)) {
            bestEpoch = result.step();
        }
        bestMetrics = bestMetrics == null ? metrics : scoring.metrics().better(bestMetrics, metrics);
        objectiveValue = scoring.values(figures()).get(0);
        objectiveEpoch = scoring.at() == Objective.At.BEST ? bestEpoch : Integer.valueOf(result.step());
        if (objectiveEpoch == result.step() && !result.spreads().isEmpty()) {
            objectiveSpread = scoring.spread(result.spreads());
        }
    }

    /** Of one that is measured. */
    Map<String, Object> values() {
        return Map.ofEntries(
                Map.entry("metrics", StoredMetrics.write(metrics)),
                Map.entry("bestMetrics", StoredMetrics.write(bestMetrics)),
                Map.entry("bestEpoch", new SqlParameterValue(Types.INTEGER, bestEpoch)),
                Map.entry("objectiveEpoch", new SqlParameterValue(Types.INTEGER, objectiveEpoch)),
                Map.entry("objectiveValue", new SqlParameterValue(Types.DOUBLE, objectiveValue)),
                Map.entry("objectiveSpread", new SqlParameterValue(Types.DOUBLE, objectiveSpread)),
                // Databases have an order of their own for what is no number: there is no value then.
                Map.entry("tie", new SqlParameterValue(Types.DOUBLE, Double.isFinite(tie()) ? tie() : null)),
                Map.entry("epochsDone", last.step()),
                Map.entry("trainingSeconds", new SqlParameterValue(Types.DOUBLE, trainingSeconds)));
    }
}
