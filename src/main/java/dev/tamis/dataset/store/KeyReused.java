package dev.tamis.dataset.store;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** An Idempotency-Key came back with another upload than its first. */
public final class KeyReused extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        IDEMPOTENCY_KEY_REUSED
    }

    KeyReused(String key) {
        super(
                Why.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key \"" + key + "\" was used for another upload; send a new key with a new table.",
                new InvalidField(
                        "Idempotency-Key", FieldCode.CONFLICT, "was used for another upload: \"" + key + "\""));
    }
}
