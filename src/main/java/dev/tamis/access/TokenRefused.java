package dev.tamis.access;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.util.UUID;

/** A token cannot be made, or is not there. */
final class TokenRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        NOT_FOUND,
        TOKENS_FULL,
        IDEMPOTENCY_KEY_REUSED
    }

    private TokenRefused(Why why, String message, InvalidField... fields) {
        super(why, message, fields);
    }

    static TokenRefused missing(UUID id) {
        return new TokenRefused(Why.NOT_FOUND, "There is no token " + id + ".");
    }

    static TokenRefused tooMany(String owner, int most) {
        return new TokenRefused(
                Why.TOKENS_FULL,
                owner + " has " + Shown.count(most, "token")
                        + ", as many as one may have. Revoke tokens that are no longer needed.");
    }

    static TokenRefused keyReused(String key) {
        return new TokenRefused(
                Why.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key \"" + key + "\" was used for another token; send a new key with a new request.",
                new InvalidField("Idempotency-Key", FieldCode.CONFLICT, "was used for another token: \"" + key + "\""));
    }
}
