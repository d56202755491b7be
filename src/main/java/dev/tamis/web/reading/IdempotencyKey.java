package dev.tamis.web.reading;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.Optional;

/** The header that makes a repeated POST harmless. Whatever a POST makes, it takes one. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    public static final String DESCRIPTION =
            "Makes retries safe: the same key with an equal body gives what the first request"
                    + " made, with another body 409. 1 to 200 characters";

    private static final int LONGEST = 200;

    private IdempotencyKey() {}

    /** @param header as it was sent; null without one */
    public static Optional<String> of(String header, Violations violations) {
        return Optional.ofNullable(header).flatMap(key -> violations.collect("", () -> checked(key)));
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST || Shown.holdsControls(key)) {
            throw new InvalidField(
                    HEADER, FieldCode.MALFORMED, "must have 1 to " + LONGEST + " characters, but got " + Shown.of(key));
        }
        return key;
    }
}
