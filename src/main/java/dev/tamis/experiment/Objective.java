package dev.tamis.experiment;

/**
 * What ranks trials: a metric of the validation rows, read at one epoch of the curve.
 *
 * @param metric the name of one of the plan's metrics
 */
public record Objective(String metric, At at) {

    /** As in the lecture: validation accuracy after the last epoch. */
    public static final Objective DEFAULT =
            new Objective(TrainerType.MLP.metrics().objectives().get(0), At.LAST);

    /** Which epoch counts. */
    public enum At {
        LAST,
        /** The best epoch of each trial; flatters trials with many epochs. */
        BEST
    }
}
