package dev.tamis.search.pruner;

import dev.tamis.search.Headway;
import dev.tamis.search.Judged;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.space.Meaning;
import java.util.List;

/**
 * Stops all but the best at each of a few rungs: L. Li and others, A system for massively parallel hyperparameter tuning (ASHA, MLSys
 * 2020), in the form that stops trials at once instead of resuming them later, as Determined and Ray Tune have it. Here a trial is judged by
 * those that came before it ({@link Headway}), whatever has finished meanwhile, and by its share of all trials ({@link Rungs}).
 */
public record SuccessiveHalving(
        @Meaning(value = SuccessiveHalving.MIN, low = 1, high = Bounds.MOST_STEPS, usual = "1")
        Integer min,

        @Meaning(value = SuccessiveHalving.MAX, low = 1, high = Bounds.MOST_STEPS)
        Integer max,

        @Meaning(value = SuccessiveHalving.FACTOR, low = 2, high = SuccessiveHalving.MOST_FACTOR, usual = "3")
        Integer factor,

        @Meaning(value = Bounds.LAG, low = 1, high = Headway.FURTHEST)
        Integer lag)
        implements Pruner {

    static final String MIN = "Epochs that every trial gets: the first rung";

    static final String MAX =
            "Epochs at which nobody is stopped any more: the last rung; the most that any trial has where missing";

    static final String FACTOR =
            "One of so many trials passes a rung, and about as many times the epochs of a rung are those of the next";

    static final int MOST_FACTOR = 100;

    private static final int USUAL_FACTOR = 3;

    public SuccessiveHalving {
        min = min == null ? 1 : min;
        factor = factor == null ? USUAL_FACTOR : factor;
        Bounds.require("min", min, 1, Bounds.MOST_STEPS);
        Bounds.require("factor", factor, 2, MOST_FACTOR);
        if (max != null) {
            Bounds.require("max", max, 1, Bounds.MOST_STEPS);
            Rungs.of(min, max, factor);
        }
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public SuccessiveHalving() {
        this(null, null, null, null);
    }

    @Override
    public String type() {
        return "SUCCESSIVE_HALVING";
    }

    @Override
    public String meaning() {
        return "stops all but the best third at each of a few rungs, ever later ones (ASHA)";
    }

    @Override
    public List<Integer> looks(Judged trial) {
        return rungs(trial).below(trial.steps());
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        return rungs(trial).rule(trial, peers);
    }

    @Override
    public Headway headway(int parallelTrials) {
        return Headway.of(lag, parallelTrials);
    }

    Rungs rungs(Judged trial) {
        return Rungs.of(min, Math.max(min, max == null ? trial.longest() : max), factor);
    }
}
