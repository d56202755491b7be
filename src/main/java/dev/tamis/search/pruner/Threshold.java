package dev.tamis.search.pruner;

import dev.tamis.search.Direction;
import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.search.Stop;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import java.util.Optional;

/** Stops a trial that is, after some epochs, not as good as it should be. */
public record Threshold(
        @Meaning("The worst value of the objective that is good enough; must be there")
        Double value,

        @Meaning(value = "Epochs in which no trial is stopped", low = 0, high = Bounds.MOST_STEPS, usual = "0")
        Integer warmup)
        implements Pruner {

    public Threshold {
        warmup = warmup == null ? 0 : warmup;
        Bounds.require("warmup", warmup, 0, Bounds.MOST_STEPS);
        if (value != null && !Double.isFinite(value)) {
            throw new InvalidField("value", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + value);
        }
    }

    /** As the catalogue shows it, without a value. */
    public Threshold() {
        this(null, null);
    }

    @Override
    public String type() {
        return "THRESHOLD";
    }

    @Override
    public String meaning() {
        return "stops a trial whose value is worse than a given one";
    }

    @Override
    public void requireComplete() {
        if (value == null) {
            throw new InvalidField("value", FieldCode.MISSING, "is missing");
        }
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        Direction direction = trial.direction();
        Merit needed = new Merit(direction.merit(value), Double.NEGATIVE_INFINITY);
        return curve -> {
            Merit reached = curve.latest();
            return curve.steps() > warmup && reached.value() < needed.value()
                    ? Optional.of(new Stop.Hopeless(reached, needed, "the threshold"))
                    : Optional.empty();
        };
    }
}
