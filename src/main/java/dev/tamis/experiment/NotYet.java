package dev.tamis.experiment;

/** What was asked is legal, but not in the state that the experiment is in. */
public final class NotYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYet(String message) {
        super(message);
    }
}
