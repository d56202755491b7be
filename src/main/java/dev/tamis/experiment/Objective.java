package dev.tamis.experiment;

import dev.tamis.training.EpochResult;

/** What ranks trials: a metric of the validation rows, read at one epoch of the curve. */
public record Objective(Metric metric, At at) {

    /** As in the lecture: validation accuracy after the last epoch. */
    public static final Objective DEFAULT = new Objective(Metric.VALIDATION_ACCURACY, At.LAST);

    /** A metric and which way is better. */
    public enum Metric {
        VALIDATION_ACCURACY("validationAccuracy", true) {
            @Override
            double of(EpochResult result) {
                return result.validationAccuracy();
            }
        },
        VALIDATION_LOSS("validationLoss", false) {
            @Override
            double of(EpochResult result) {
                return result.validationLoss();
            }
        };

        private final String key;
        private final boolean maximized;

        Metric(String key, boolean maximized) {
            this.key = key;
            this.maximized = maximized;
        }

        /** The name in JSON. */
        public String key() {
            return key;
        }

        /** Whether larger is better. */
        public boolean maximized() {
            return maximized;
        }

        abstract double of(EpochResult result);
    }

    /** Which epoch counts. */
    public enum At {
        LAST,
        /** The best epoch of each trial; flatters trials with many epochs. */
        BEST
    }

    /** A value turned so that larger is better. */
    public double rankOf(double value) {
        return metric.maximized() ? value : -value;
    }
}
