package dev.tamis.mlp;

import dev.tamis.experiment.Measurement;
import dev.tamis.search.Direction;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import java.util.Arrays;
import java.util.List;

/** What a classifying MLP measures of an epoch, in the order of {@link Measurement#values}. */
public enum MlpMetric {

    /**
     * Mean cross entropy (natural logarithm) over the epoch's training steps, as they were taken: dropout on, weights moving; NaN
     * or infinite in a diverged trial.
     */
    TRAIN_LOSS("trainLoss", Direction.MINIMIZE),

    /**
     * Share of training rows that were right in the same steps; with dropout, after the epoch and like the validation rows,
     * dropout off: the steps' own networks lack units, and would seem worse on what they learn than on what they do not.
     */
    TRAIN_ACCURACY("trainAccuracy", Direction.MAXIMIZE),

    /** Mean cross entropy over the validation rows after the epoch, dropout off, running statistics. */
    VALIDATION_LOSS("validationLoss", Direction.MINIMIZE),

    /** Share of validation rows that were right. */
    VALIDATION_ACCURACY("validationAccuracy", Direction.MAXIMIZE);

    /** Accuracy ranks trials where nobody says otherwise, as in the lecture; among equals the lower validation loss wins. */
    public static final Metrics ALL = new Metrics(
            Arrays.stream(values()).map(MlpMetric::metric).toList(),
            List.of(VALIDATION_ACCURACY.key, VALIDATION_LOSS.key),
            VALIDATION_LOSS.key);

    private final String key;
    private final Direction direction;

    MlpMetric(String key, Direction direction) {
        this.key = key;
        this.direction = direction;
    }

    /** @throws IllegalArgumentException if there is none of that name in JSON */
    public static MlpMetric named(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be a metric of networks, but got " + key));
    }

    /** The name in JSON. */
    public String key() {
        return key;
    }

    /** Its value in an epoch. */
    public double of(Measurement result) {
        return result.values().get(ordinal());
    }

    /** How good an epoch is by it: larger is better. */
    public double merit(Measurement result) {
        return direction.merit(of(result));
    }

    private Metric metric() {
        return new Metric(key, direction, this == VALIDATION_ACCURACY);
    }
}
