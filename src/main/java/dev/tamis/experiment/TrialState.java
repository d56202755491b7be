package dev.tamis.experiment;

/** {@code WAITING -> RUNNING -> COMPLETED | PRUNED | FAILED | CANCELLED}, and {@code RUNNING -> WAITING} when revived or paused. */
public enum TrialState {
    WAITING,
    RUNNING,
    /** Did all its epochs. */
    COMPLETED,
    /** Judged hopeless before its last epoch. */
    PRUNED,
    /** Its loss stopped being a number, or its workers died with it too often. */
    FAILED,
    /** The experiment ended first. */
    CANCELLED;

    public boolean isFinal() {
        return this != WAITING && this != RUNNING;
    }
}
