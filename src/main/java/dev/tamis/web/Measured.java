package dev.tamis.web;

import dev.tamis.search.Metrics;
import java.util.List;

/**
 * What has been measured, by the names that metrics have in the API.
 *
 * @param values in the order of the metrics; or none
 */
record Measured(Metrics metrics, List<Double> values) {

    static final String TRAIN_LOSS = "trainLoss";
    static final String TRAIN_ACCURACY = "trainAccuracy";
    static final String VALIDATION_LOSS = "validationLoss";
    static final String VALIDATION_ACCURACY = "validationAccuracy";

    /** Null where there is no such value, or it is no number. */
    Double of(String metric) {
        return Finite.orNull(metrics.value(values, metric));
    }
}
