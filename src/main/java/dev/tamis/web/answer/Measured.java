package dev.tamis.web.answer;

import dev.tamis.search.Metrics;
import java.util.List;

/**
 * What has been measured, by the names that metrics have in the API.
 *
 * @param values in the order of the metrics; or none
 */
public record Measured(Metrics metrics, List<Double> values) {

    public static final String TRAIN_LOSS = "trainLoss";
    public static final String TRAIN_ACCURACY = "trainAccuracy";
    public static final String VALIDATION_LOSS = "validationLoss";
    public static final String VALIDATION_ACCURACY = "validationAccuracy";

    /** Null where there is no such value, or it is no number. */
    public Double of(String metric) {
        return Finite.orNull(metrics.value(values, metric));
    }
}
