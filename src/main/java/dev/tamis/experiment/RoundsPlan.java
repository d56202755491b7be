package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import java.util.OptionalLong;

/**
 * How often an experiment narrows its ranges and searches again.
 *
 * @param count rounds in all, 1 or more; the budget's trials are shared out over them
 */
public record RoundsPlan(
        @Meaning(
                value =
                        "Rounds in all; the budget's trials are shared out over them. 1 with a sampler that tries all of its points, such as"
                                + " GRID",
                low = 1,
                high = RoundsPlan.COUNT_LIMIT,
                usual = "1")
        int count,

        @Meaning(
                value =
                        "AUTO searches the suggested ranges at once; APPROVE pauses after each round until POST …/rounds starts the next",
                usual = "AUTO")
        Mode mode) {

    /** The largest number of rounds that is taken. */
    public static final int COUNT_LIMIT = 100;

    /** One round: search, and leave the rest to the client. */
    public static final RoundsPlan ONE = new RoundsPlan(1, Mode.AUTO);

    /** What happens between two rounds. */
    public enum Mode {
        /** The next round searches the suggested ranges at once. */
        AUTO,
        /** The experiment pauses until a client starts the next round, with the suggested ranges or its own. */
        APPROVE
    }

    public RoundsPlan {
        if (count < 1 || count > COUNT_LIMIT) {
            throw new InvalidField(
                    "count", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + COUNT_LIMIT + ", but got " + count);
        }
    }

    /**
     * The same.
     *
     * @param points how many the sampler has; empty where they never run out
     * @throws InvalidField {@code count}: more than one round of a sampler that is tried whole
     */
    public RoundsPlan over(OptionalLong points) {
        if (points.isPresent() && count > 1) {
            throw new InvalidField(
                    "count",
                    FieldCode.CONFLICT,
                    "must be 1 with a sampler that tries all of its " + points.getAsLong()
                            + " points in one round, but got " + count);
        }
        return this;
    }
}
