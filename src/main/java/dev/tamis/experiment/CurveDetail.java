package dev.tamis.experiment;

/** How fine the learning curves are that an experiment keeps. */
public enum CurveDetail {
    /** Losses and accuracies of each epoch. */
    EPOCH,
    /** Those, and the training loss of every single iteration (one update on one batch). */
    ITERATION;

    /** The most training rows with ITERATION: an epoch's losses are one value in the database, which has a largest size. */
    public static final int ROWS_LIMIT = 100_000;
}
