package dev.tamis.experiment;

/** An Idempotency-Key came back with another submission than its first. */
public final class IdempotencyConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdempotencyConflict(String key) {
        super("Idempotency-Key \"" + key + "\" was used for another submission; send a new key with a new experiment.");
    }
}
