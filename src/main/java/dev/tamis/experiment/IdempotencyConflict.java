package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** An Idempotency-Key came back with another request than its first. */
public final class IdempotencyConflict extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        IDEMPOTENCY_KEY_REUSED
    }

    public IdempotencyConflict(String key) {
        super(
                Why.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key \"" + key + "\" was used for another request; send a new key with a new request.",
                new InvalidField(
                        "Idempotency-Key", FieldCode.CONFLICT, "was used for another request: \"" + key + "\""));
    }
}
