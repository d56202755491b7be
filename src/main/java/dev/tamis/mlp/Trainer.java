package dev.tamis.mlp;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;

/**
 * Trains packs of trials. Safe to call from many threads, one pack each.
 *
 * <p>A trial's results depend on its spec, its seed, the pack's batch seed and the split alone: not on its neighbours, the
 * pack's width, who left or joined and when, the thread or the time.
 */
public interface Trainer {

    /**
     * Trains every member until the trainer ends it or it is told to leave; returns when none is left and none joins. A member that
     * joins begins with its own first epoch, beside others in their fifth: its measurements' steps are its own epochs.
     *
     * <p>The observer hears the end of each member that was not told to leave. A member whose loss becomes NaN or infinite is
     * reported once with that epoch's result and has failed.
     */
    void train(Pack pack, Split split, TrainingObserver observer);

    /**
     * Trains one network to its last epoch and evaluates it only then: how test rows are scored, once.
     *
     * @param winner a pack of one
     * @param test rows that are not looked at before the last epoch has ended
     * @param pulse hears that it goes on
     * @return the last epoch's result, its validation metrics being the test rows'; or the result of the epoch in which the
     *     training loss stopped being a number, without an evaluation
     */
    Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse);
}
