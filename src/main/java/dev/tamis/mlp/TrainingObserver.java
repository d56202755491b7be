package dev.tamis.mlp;

import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import java.util.List;
import java.util.Set;

/** Is told of every epoch of a pack and of every trial's end, and says who leaves. */
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

    /** Who does not want to know hears nothing of it: an epoch is a sign of life as well. */
    @Override
    default void beat() {}
}
