package dev.tamis.search.sampler;

import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import org.jspecify.annotations.Nullable;

/** What the settings of samplers that learn have in common. */
final class Bounds {

    /** Drawn evenly before anything is learned, where nobody says otherwise. */
    static final int STARTUP_TRIALS = 10;

    /** What the setting {@code startupTrials} means. */
    static final String STARTUP = "How many trials are drawn evenly before it learns";

    /** What the setting {@code lag} means. */
    static final String LAG =
            "How many trials a draw runs ahead of results; budget.parallelTrials where missing, 200 at most";

    private Bounds() {}

    /** The setting {@code startupTrials}, or the usual one. */
    static int startupTrials(@Nullable Integer given) {
        int trials = given == null ? STARTUP_TRIALS : given;
        require("startupTrials", trials, 1, Sampler.MOST_POINTS);
        return trials;
    }

    /** The setting {@code lag} may be missing. */
    static void requireLag(@Nullable Integer given) {
        if (given != null) {
            new Lag(given);
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
