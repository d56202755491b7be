package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.OptionalInt;

/**
 * A round whose trials have all finished.
 *
 * @param space its ranges
 * @param trials those of its trials that are evidence
 * @param parent index, in the list of an experiment's rounds, of the round whose suggestion this one's ranges are; empty for the
 *     first
 * @param drawnBlindly whether its trials were drawn without regard to results
 */
public record FinishedRound(SearchSpace space, List<ScoredTrial> trials, OptionalInt parent, boolean drawnBlindly) {

    public FinishedRound {
        trials = List.copyOf(trials);
        if (parent.isPresent() && parent.getAsInt() < 0) {
            throw new InvalidField(
                    "parent", FieldCode.OUT_OF_RANGE, "must be the index of a round, but got " + parent.getAsInt());
        }
    }

    /** Drawn blindly. */
    public FinishedRound(SearchSpace space, List<ScoredTrial> trials, OptionalInt parent) {
        this(space, trials, parent, true);
    }
}
