package dev.tamis.experiment;

import dev.tamis.space.Refusal;
import java.util.Map;

/** An experiment cannot do what was asked in the state that it is in. */
public final class IllegalTransition extends Refusal {

    private static final long serialVersionUID = 1L;

    private final ExperimentState state;

    private enum Why implements Code {
        ILLEGAL_TRANSITION,
        AWAITING_APPROVAL
    }

    private IllegalTransition(Why why, String wish, ExperimentState state) {
        super(why, "Cannot " + wish + ": the experiment is " + state + ".");
        this.state = state;
    }

    IllegalTransition(String wish, ExperimentState state) {
        this(Why.ILLEGAL_TRANSITION, wish, state);
    }

    /** It is paused between two rounds, and goes on with the next one only. */
    static IllegalTransition betweenRounds(ExperimentState state) {
        return new IllegalTransition(
                Why.AWAITING_APPROVAL, "resume without new ranges, for the next round waits to be started", state);
    }

    /** The state in which the wish came. */
    public ExperimentState state() {
        return state;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("state", state);
    }
}
