package dev.tamis.training;

import java.util.List;
import java.util.Set;

/** Is told of every epoch of a pack, and says who goes on. */
public interface EpochObserver {

    /**
     * Called on the training thread after each epoch, with one result for each trial that took part in it.
     *
     * @return numbers of the trials that shall leave the pack now (pruned, cancelled, paused). Trials that have done their
     *     epochs, or diverged, leave by themselves
     */
    Set<Integer> onEpoch(List<EpochResult> results);
}
