package dev.tamis.experiment;

import java.util.Optional;

/**
 * One of the times that one of the best trials is trained again.
 *
 * @param trial its number
 * @param place of the trial by the search alone, 0-based
 * @param repetition 1-based
 * @param value of the objective, after as many epochs as counted of the trial; empty unless it has completed
 * @param reason why it failed
 */
public record Repeat(
        int trial, int place, int repetition, State state, Optional<Double> value, Optional<String> reason) {

    /** {@code WAITING -> COMPLETED | FAILED} */
    public enum State {
        /** A worker will do it, or is at it. */
        WAITING,
        COMPLETED,
        /** Its loss was no number, it broke a constraint, or it broke off in every try: its trial is not confirmed. */
        FAILED
    }
}
