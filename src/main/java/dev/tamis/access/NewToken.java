package dev.tamis.access;

import dev.tamis.people.Names;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that somebody wants.
 *
 * @param label 1 to 200 characters; need not be unique
 * @param owner whom it shall let in
 */
public record NewToken(String label, String owner, Role role, Ending ending) {

    private static final int LONGEST_LABEL = 200;
    static final String LABEL_RULE = "must have 1 to " + LONGEST_LABEL + " characters that can be seen";

    public NewToken {
        if (!isLabel(label) || Shown.holdsControls(label)) {
            throw new InvalidField("label", FieldCode.OUT_OF_RANGE, LABEL_RULE + ", but got " + Shown.of(label));
        }
        Names.checked(owner);
    }

    /** Whether a token may be called so that is there: those of before may turn the direction of writing. */
    static boolean isLabel(String label) {
        return !label.isBlank()
                && label.codePointCount(0, label.length()) <= LONGEST_LABEL
                && label.chars().noneMatch(Character::isISOControl);
    }

    /** @throws dev.tamis.people.NotAllowed if somebody may not make it: for others, or with more rights than their own */
    void requireFor(Subject maker) {
        if (!isOf(maker)) {
            maker.require(Role.ADMIN);
        }
        maker.require(role);
        ending.requireFor(maker);
    }

    /** Whether it is for who makes it. */
    boolean isOf(Subject maker) {
        return maker.name().equals(owner);
    }

    /**
     * Whether this is what was made then.
     *
     * @param limit when it ends at the latest, by what it was made with
     */
    boolean made(ApiToken earlier, Optional<Instant> limit) {
        return earlier.label().equals(label)
                && earlier.owner().equals(owner)
                && earlier.role() == role
                && ending.from(earlier.createdAt(), limit).equals(earlier.expiresAt());
    }
}
