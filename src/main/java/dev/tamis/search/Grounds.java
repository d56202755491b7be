package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.stream.Stream;

/**
 * The finished trials that a suggestion may rest on.
 *
 * @param latest trials of the latest round, drawn from the current space
 * @param earlier trials of all rounds before; those inside the current ranges count as evidence, the others tell whether the
 *     ranges have become better
 * @param drawnBlindly whether all of them were drawn without regard to results: of others nobody knows where chance would have placed them
 */
public record Grounds(List<ScoredTrial> latest, List<ScoredTrial> earlier, boolean drawnBlindly) {

    public Grounds {
        if (latest == null || earlier == null) {
            throw new InvalidField("trials", FieldCode.MISSING, "must be a list, but got null");
        }
        latest = List.copyOf(latest);
        earlier = List.copyOf(earlier);
    }

    /** Drawn blindly. */
    public Grounds(List<ScoredTrial> latest, List<ScoredTrial> earlier) {
        this(latest, earlier, true);
    }

    /** Trials of one round, with none before, drawn blindly. */
    public static Grounds of(List<ScoredTrial> trials) {
        return new Grounds(trials, List.of());
    }

    /** Every trial, the earlier ones first. */
    Stream<ScoredTrial> all() {
        return Stream.concat(earlier.stream(), latest.stream());
    }
}
