package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a token shall end. */
public sealed interface Ending {

    /** Long enough not to be in the way, short enough that what was forgotten somewhere does not work for ever. */
    static Ending usual() {
        return new Usual();
    }

    Duration SHORTEST = Duration.ofMinutes(1);

    Duration LONGEST = Duration.ofDays(3650);

    /**
     * The moment, as exactly as a database keeps it; empty for none.
     *
     * @param limit when it ends at the latest, by what it is made with
     * @throws InvalidField if it is not ahead, or too far, or after the limit
     */
    Optional<Instant> from(Instant now, Optional<Instant> limit);

    /** @throws dev.tamis.people.NotAllowed if somebody may not choose this */
    default void requireFor(Subject chooser) {
        // everybody may let a token end
    }

    /** Where nobody has said anything: it gives way to the limit. */
    record Usual() implements Ending {

        private static final Duration TIME = Duration.ofDays(90);

        @Override
        public Optional<Instant> from(Instant now, Optional<Instant> limit) {
            Instant end = now.plus(TIME);
            return Optional.of(limit.filter(end::isAfter).orElse(end));
        }
    }

    /** Some time after it was made. */
    record After(Duration time) implements Ending {

        public After {
            if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
                throw new InvalidField(
                        "lifetime",
                        FieldCode.OUT_OF_RANGE,
                        "must be at least PT1M and at most P3650D, but got " + Shown.of(time.toString()));
            }
        }

        @Override
        public Optional<Instant> from(Instant now, Optional<Instant> limit) {
            return within(limit, stored(now.plus(time)), "lifetime");
        }
    }

    /** At a moment. */
    record At(Instant end) implements Ending {

        @Override
        public Optional<Instant> from(Instant now, Optional<Instant> limit) {
            if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
                throw new InvalidField(
                        "expiresAt",
                        FieldCode.OUT_OF_RANGE,
                        "must be ahead, and at most 3650 days, but got " + Shown.of(end.toString()));
            }
            return within(limit, stored(end), "expiresAt");
        }
    }

    /** For what runs unattended; only admins make such. */
    record Never() implements Ending {

        @Override
        public Optional<Instant> from(Instant now, Optional<Instant> limit) {
            limit.ifPresent(end -> {
                throw tooLate("lifetime", end);
            });
            return Optional.empty();
        }

        @Override
        public void requireFor(Subject chooser) {
            chooser.require(Role.ADMIN);
        }
    }

    private static Instant stored(Instant end) {
        return end.truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Instant> within(Optional<Instant> limit, Instant end, String field) {
        limit.filter(end::isAfter).ifPresent(last -> {
            throw tooLate(field, last);
        });
        return Optional.of(end);
    }

    private static InvalidField tooLate(String field, Instant limit) {
        return new InvalidField(
                field, FieldCode.OUT_OF_RANGE, "must end no later than what it is made with allows, on " + limit);
    }

    /**
     * Reads a lifetime.
     *
     * @param text an ISO-8601 duration of days, hours, minutes, such as P30D; or NEVER
     * @throws InvalidField {@code lifetime}
     */
    static Ending after(String text) {
        if (text.equals("NEVER")) {
            return new Never();
        }
        try {
            return new After(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw new InvalidField(
                    "lifetime",
                    FieldCode.MALFORMED,
                    "must be an ISO-8601 duration of days, hours or minutes, such as P30D, or NEVER, but got "
                            + Shown.of(text));
        }
    }

    /**
     * Reads a moment.
     *
     * @throws InvalidField {@code expiresAt}
     */
    static Ending at(String text) {
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            throw new InvalidField(
                    "expiresAt",
                    FieldCode.MALFORMED,
                    "must be an instant such as 2030-01-31T12:00:00Z, but got " + Shown.of(text));
        }
    }
}
