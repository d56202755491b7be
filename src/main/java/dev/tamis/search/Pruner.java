package dev.tamis.search;

import java.util.List;
import java.util.Optional;

/**
 * Decides what a trial must reach to be trained on. One file each in {@code search.pruner}.
 *
 * <p>It is asked once for each trial, before that trains, and answers with a rule that needs nothing but the trial's own curve: see
 * {@link Headway} for the trials that it may know of by then.
 */
public interface Pruner extends CatalogueEntry {

    /** No trial is compared with more: the latest of those that may decide. */
    int MOST_PEERS = 1_000;

    /** No trial is looked at more often. */
    int MOST_LOOKS = 100;

    /**
     * The rule for a trial: a function of its arguments and of nothing else, for the trial may be started again, elsewhere.
     *
     * @param peers at each of the trial's {@link #looks}
     */
    Rule rule(Judged trial, Peers peers);

    /** The steps after which a trial is compared with others, ascending, each below its own last. Empty: never, and it waits for none. */
    default List<Integer> looks(Judged trial) {
        return List.of();
    }

    /** Which trials a trial is compared with: those of one group. */
    default int group(Judged trial) {
        return 0;
    }

    /** With how many trials, at most, one is compared: the latest that may decide, so many in all groups together. */
    default int peers() {
        return MOST_PEERS;
    }

    /**
     * How far trials must be ahead of one that they decide on; only asked for where there are looks.
     *
     * @param parallelTrials of the experiment's budget: the distance where nobody names another
     */
    default Headway headway(int parallelTrials) {
        return Headway.of(null, parallelTrials);
    }

    /** Where all trials of a round wait for one another; empty: nowhere. */
    default Optional<Barrier> barrier() {
        return Optional.empty();
    }

    /**
     * Looks whether all that must be there is: what stands in the catalogue need not.
     *
     * @throws dev.tamis.space.InvalidField naming the setting
     */
    default void requireComplete() {}

    /** Whether it stops any trial at all. */
    default boolean stops() {
        return true;
    }
}
