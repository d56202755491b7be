package dev.tamis.experiment;

/** RUNNING and PAUSED alternate; the other three are final. */
public enum ExperimentState {
    RUNNING,
    PAUSED,
    /** All trials of all rounds have ended. */
    COMPLETED,
    /** A client called it off. */
    CANCELLED,
    /** More trials failed than its budget allows. */
    FAILED;

    public boolean isFinal() {
        return this != RUNNING && this != PAUSED;
    }
}
