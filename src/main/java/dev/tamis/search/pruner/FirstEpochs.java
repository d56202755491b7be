package dev.tamis.search.pruner;

import dev.tamis.search.Barrier;
import dev.tamis.search.Judged;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.search.Sampler;
import dev.tamis.search.Stop;
import dev.tamis.space.Meaning;
import java.util.Optional;

/**
 * All trials of a round train a few epochs, and then the best of them to their end: the lecture's "train briefly", made exact. Those that
 * go on train from the beginning, with the same results in the epochs that they have had: nothing has to be kept of a network meanwhile,
 * and a process that dies loses nothing that another could not do again.
 */
public record FirstEpochs(
        @Meaning(value = "Epochs that every trial gets", low = 1, high = Bounds.MOST_STEPS, usual = "3")
        Integer epochs,

        @Meaning(
                value = "How many trials of a round, the best after these, train on to their end",
                low = 1,
                high = Sampler.MOST_POINTS,
                usual = "10")
        Integer keep)
        implements Pruner {

    private static final int EPOCHS = 3;
    private static final int KEEP = 10;

    public FirstEpochs {
        epochs = epochs == null ? EPOCHS : epochs;
        keep = keep == null ? KEEP : keep;
        Bounds.require("epochs", epochs, 1, Bounds.MOST_STEPS);
        Bounds.require("keep", keep, 1, Sampler.MOST_POINTS);
    }

    /** Everything as usual. */
    public FirstEpochs() {
        this(null, null);
    }

    @Override
    public String type() {
        return "FIRST_EPOCHS";
    }

    @Override
    public String meaning() {
        return "trains all trials of a round a few epochs, and then the best of them to their end";
    }

    @Override
    public Optional<Barrier> barrier() {
        return Optional.of(new Barrier(epochs, keep));
    }

    /** Of a trial that has not passed the barrier. */
    @Override
    public Rule rule(Judged trial, Peers peers) {
        return trial.steps() <= epochs
                ? Rule.NONE
                : curve -> curve.steps() == epochs ? Optional.of(new Stop.Held()) : Optional.empty();
    }
}
