package dev.tamis.search.pruner;

import dev.tamis.search.Judged;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.search.Stop;
import dev.tamis.space.Meaning;
import java.util.Optional;

/**
 * Ends a trial that gets no better: it is COMPLETED, and counts as it is. L. Prechelt, Early stopping, but when? (1998), the criterion of
 * no improvement in so many epochs.
 */
public record Patience(
        @Meaning(
                value = "Epochs without a better value, after which a trial is over",
                low = 1,
                high = Bounds.MOST_STEPS,
                usual = "5")
        Integer epochs)
        implements Pruner {

    private static final int EPOCHS = 5;

    public Patience {
        epochs = epochs == null ? EPOCHS : epochs;
        Bounds.require("epochs", epochs, 1, Bounds.MOST_STEPS);
    }

    /** Everything as usual. */
    public Patience() {
        this(null);
    }

    @Override
    public String type() {
        return "PATIENCE";
    }

    @Override
    public String meaning() {
        return "ends a trial that has not become better for some epochs, which counts as it is";
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        return curve -> curve.steps() - curve.bestStep() >= epochs ? Optional.of(new Stop.Settled()) : Optional.empty();
    }
}
