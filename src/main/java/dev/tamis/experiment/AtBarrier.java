package dev.tamis.experiment;

/** Where a trial stands that has come to its pruner's {@link dev.tamis.search.Barrier}. */
enum AtBarrier {

    /** It waits for the others of its round. */
    HELD,

    /** It is one of the best, and trains to its end, from the beginning. */
    PASSED
}
