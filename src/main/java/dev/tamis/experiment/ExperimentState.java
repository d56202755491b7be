package dev.tamis.experiment;

/** RUNNING and PAUSED alternate; the other three are final. */
public enum ExperimentState {
    RUNNING,
    PAUSED,
    /** All trials of all rounds have ended, at least one completed, and the best ones have been trained again where that was asked for. */
    COMPLETED,
    /** A client called it off. */
    CANCELLED,
    /** More trials failed than its budget allows, none completed, or none of a round that another should follow. */
    FAILED;

    public boolean isFinal() {
        return this != RUNNING && this != PAUSED;
    }
}
