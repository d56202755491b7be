package dev.tamis.experiment;

/** An experiment cannot do what was asked in the state that it is in. */
public final class IllegalTransition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExperimentState state;

    IllegalTransition(String wish, ExperimentState state) {
        super("Cannot " + wish + ": the experiment is " + state + ".");
        this.state = state;
    }

    /** The state in which the wish came. */
    public ExperimentState state() {
        return state;
    }
}
