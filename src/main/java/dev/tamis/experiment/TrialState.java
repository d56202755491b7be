package dev.tamis.experiment;

/** {@code WAITING -> RUNNING -> COMPLETED | PRUNED | FAILED | CANCELLED}, and {@code RUNNING -> WAITING} when revived or paused. */
public enum TrialState {
    WAITING,
    RUNNING,
    /** Trained as far as it should be, mostly all its epochs. */
    COMPLETED,
    /** Judged hopeless before its last epoch. */
    PRUNED,
    /** Its loss stopped being a number, or training it broke off too often. */
    FAILED,
    /** The experiment ended first. */
    CANCELLED;

    public boolean isFinal() {
        return this != WAITING && this != RUNNING;
    }
}
