package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** An Idempotency-Key came back with another submission than its first. */
public final class IdempotencyConflict extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        IDEMPOTENCY_KEY_REUSED
    }

    IdempotencyConflict(String key) {
        super(
                Why.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key \"" + key
                        + "\" was used for another submission; send a new key with a new experiment.",
                new InvalidField(
                        "Idempotency-Key", FieldCode.CONFLICT, "was used for another submission: \"" + key + "\""));
    }
}
