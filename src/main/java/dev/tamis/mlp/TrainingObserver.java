package dev.tamis.mlp;

import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import java.util.List;
import java.util.Set;

/** Is told of every epoch of a pack and of every trial's end, and says who leaves and who joins. */
public interface TrainingObserver extends Pulse {

    /**
     * Called on the training thread after each epoch, with one result for each trial that took part in it.
     *
     * @return numbers of the trials that shall leave the pack now: they were taken away (cancelled, paused, given to another)
     *     and whoever took them says what becomes of them. Trials that the trainer ends leave by themselves
     */
    Set<Integer> onEpoch(List<Measurement> results);

    /**
     * Called on the training thread when the trainer ends a trial, once for each, after its last results. Only the trainer
     * knows how a trial ended; a trial that left without a word counts as one that has to be trained again.
     */
    void onEnd(int trialNumber, End end);

    /**
     * Called on the training thread after each epoch, once those who leave it have left and every end has been told: who takes part from
     * the next epoch on, which is the first of theirs. Where nobody remains and nobody joins, the pack is at its end.
     *
     * @param remaining numbers of the trials that are still in the pack
     * @return trials of the pack's {@link GraphShape}, none of which remains; an exception of the trainer names those that do not fit
     */
    default List<Pack.Member> joining(Set<Integer> remaining) {
        return List.of();
    }

    /** Who does not want to know hears nothing of it: an epoch is a sign of life as well. */
    @Override
    default void beat() {}
}
