package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;

/**
 * Which points are wanted of a sampler.
 *
 * @param space where to draw
 * @param roundSeed the experiment's seed, derived for the round
 * @param first number of the first trial, at least 0; numbers are unique in the experiment
 * @param count how many, at least 0, of one round: trials first, first + 1, …; 1 for a sampler that learns
 * @param history what is known; empty for a sampler that does not learn
 * @param tried what shall not be tried again while another point is left; not to be changed
 */
public record Ask(SearchSpace space, Seed roundSeed, int first, int count, History history, Tried tried) {

    public Ask {
        if (first < 0 || count < 0) {
            throw new InvalidField(
                    "count",
                    FieldCode.OUT_OF_RANGE,
                    "first >= 0 and count >= 0 must hold, but got first=" + first + ", count=" + count);
        }
    }

    /** Nothing has been tried but what the history tells. */
    public Ask(SearchSpace space, Seed roundSeed, int first, int count, History history) {
        this(space, roundSeed, first, count, history, Tried.nothing(space).with(history.points()));
    }

    /** Of a sampler that does not learn. */
    public Ask(SearchSpace space, Seed roundSeed, int first, int count) {
        this(space, roundSeed, first, count, History.NONE);
    }
}
