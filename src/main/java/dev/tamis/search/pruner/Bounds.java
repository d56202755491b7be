package dev.tamis.search.pruner;

import dev.tamis.search.Headway;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import org.jspecify.annotations.Nullable;

/** What the settings of pruners have in common. */
final class Bounds {

    /** No trial has more steps. */
    static final int MOST_STEPS = 1_000_000_000;

    /** What the setting {@code lag} means. */
    static final String LAG =
            "How many trials those that decide on a trial must be ahead of it, at its first look; budget.parallelTrials where missing";

    private Bounds() {}

    /** The setting {@code lag} may be missing. */
    static void requireLag(@Nullable Integer given) {
        if (given != null) {
            new Headway(given);
        }
    }

    /** @throws InvalidField naming the field, both ends and the value */
    static void require(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidField(
                    field, FieldCode.OUT_OF_RANGE, "must be >= " + least + " and <= " + most + ", but got " + value);
        }
    }
}
