package dev.tamis.search;

import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Chooses the points of a round. One file each in {@code search.sampler}. */
public interface Sampler extends CatalogueEntry {

    /** No experiment has more trials, and no sampler more points to try. */
    int MOST_POINTS = 100_000;

    /**
     * The points of trials ask.first, ask.first + 1, … of one round: a function of the ask and of nothing else, for any node may
     * draw them, and two of them at a time.
     *
     * @throws InvalidFields if this sampler does not fit the space
     * @throws InvalidField if it has fewer points than ask.count
     */
    List<Parameters> draw(Ask ask);

    /**
     * How many points there are in a space; empty where they never run out. One that has a size is tried whole, in one round: the
     * experiment has as many trials.
     *
     * @throws InvalidFields naming all that does not fit the space
     * @throws InvalidField if it has more points than may be tried
     */
    default OptionalLong size(SearchSpace space) {
        return OptionalLong.empty();
    }

    /**
     * How far its draws run ahead of the results that they are drawn from. Empty: it does not learn, and a round is drawn at once.
     *
     * @param parallelTrials of the experiment's budget: the lag of who names no other, see {@link Lag#of}
     */
    default Optional<Lag> lag(int parallelTrials) {
        return Optional.empty();
    }

    /** Which other sampler it leaves a search to; empty: to none. A function of the search: any node may ask, at any time. */
    default Optional<Choice> choice(Search search) {
        return Optional.empty();
    }

    /** Whether it can search for several things at a time. Who does not look at results can; constraints everybody takes. */
    default boolean takesSeveralObjectives() {
        return lag(1).isEmpty();
    }

    /** Whether it can learn from trials of earlier experiments as if they were its own: see {@link Prior}. */
    default boolean takesPrior() {
        return false;
    }
}
