package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.time.Duration;
import java.util.Optional;

/**
 * A token that somebody wants.
 *
 * @param label 1 to 200 characters; need not be unique
 * @param owner whom it shall let in
 */
public record NewToken(String label, String owner, Role role, Ending ending) {

    private static final int LONGEST_LABEL = 200;

    public NewToken {
        int length = label.codePointCount(0, label.length());
        if (label.isBlank() || length > LONGEST_LABEL || Shown.holdsControls(label)) {
            throw new InvalidField(
                    "label",
                    FieldCode.OUT_OF_RANGE,
                    "must have 1 to " + LONGEST_LABEL + " characters that can be seen, but got " + Shown.of(label));
        }
        Names.checked(owner);
    }

    /** @throws dev.tamis.people.NotAllowed if somebody may not make it: for others, or with more rights than their own */
    void requireFor(Subject maker) {
        if (!maker.name().equals(owner)) {
            maker.require(Role.ADMIN);
        }
        maker.require(role);
        ending.requireFor(maker);
    }

    /** Whether this is what was made then. */
    boolean made(ApiToken earlier) {
        return earlier.label().equals(label)
                && earlier.owner().equals(owner)
                && earlier.role() == role
                && sameEnding(earlier);
    }

    private boolean sameEnding(ApiToken earlier) {
        Optional<Duration> lived = earlier.expiresAt().map(end -> Duration.between(earlier.createdAt(), end));
        if (ending instanceof Ending.After after) {
            return lived.equals(Optional.of(after.time()));
        }
        return ending instanceof Ending.At at ? earlier.expiresAt().equals(Optional.of(at.end())) : lived.isEmpty();
    }
}
