package dev.tamis.results;

import dev.tamis.experiment.Trial;

/**
 * Some epochs of a trial's learning curve, which may have a hundred thousand of them.
 *
 * @param after the epoch before the first of them; 0 for the beginning
 * @param upTo the last of them, at most as many as the trial has done
 */
public record CurvePart(Trial trial, int after, int upTo) {

    public CurvePart {
        if (after < 0 || after > upTo || upTo > trial.epochsDone()) {
            throw new IllegalArgumentException("0 <= after <= upTo <= epochs done must hold, but got after=" + after
                    + ", upTo=" + upTo + ", epochs done=" + trial.epochsDone());
        }
    }

    static CurvePart whole(Trial trial) {
        return new CurvePart(trial, 0, trial.epochsDone());
    }

    /** Whether the trial has measured no earlier one. */
    public boolean isFirst() {
        return after == 0;
    }

    /** Whether the trial has measured no later one. */
    public boolean isLast() {
        return upTo == trial.epochsDone();
    }
}
