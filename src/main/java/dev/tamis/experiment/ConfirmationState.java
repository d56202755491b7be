package dev.tamis.experiment;

/** {@code UNDER_WAY -> CONFIRMED | TIED | UNCONFIRMED} */
public enum ConfirmationState {
    /** The best trials are trained again. */
    UNDER_WAY,
    /** The winner is told from all others that were trained again. */
    CONFIRMED,
    /** The winner cannot be told from the second. */
    TIED,
    /** No trial came to a value in all of its repeats, or the experiment was cancelled before: the search's order stays. */
    UNCONFIRMED
}
