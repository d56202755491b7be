package dev.tamis.search;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.OptionalLong;

/** Chooses the points of a round. One file each in {@code search.sampler}. */
public interface Sampler extends CatalogueEntry {

    /** No experiment has more trials, and no sampler more points to try. */
    int MOST_POINTS = 100_000;

    /**
     * The points of trials firstNumber, firstNumber + 1, … of one round.
     *
     * @param space where to draw
     * @param roundSeed the experiment's seed, derived for the round
     * @param firstNumber number of the round's first trial, at least 0; numbers are unique in the experiment
     * @param count how many, at least 0
     * @throws InvalidField if this sampler does not fit the space, or has fewer points than count
     */
    List<Parameters> draw(SearchSpace space, Seed roundSeed, int firstNumber, int count);

    /**
     * How many points there are in a space; empty where they never run out. One that has a size is tried whole, in one round: the
     * experiment has as many trials.
     *
     * @throws InvalidField if this sampler does not fit the space
     */
    OptionalLong size(SearchSpace space);
}
