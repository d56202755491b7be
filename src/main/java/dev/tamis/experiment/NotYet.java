package dev.tamis.experiment;

import dev.tamis.space.Refusal;

/** What was asked is legal, but not in the state that the experiment is in. */
public final class NotYet extends Refusal {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    enum Why implements Code {
        EXPERIMENT_NOT_ENDED,
        NO_COMPLETED_TRIAL,
        NO_TEST_ROWS,
        DATASET_GONE,
        EVALUATED_OTHERWISE,
        NOT_AWAITING_APPROVAL,
        NO_TRIALS_LEFT
    }

    NotYet(Why why, String message) {
        super(why, message);
    }
}
