package dev.tamis.search.pruner;

import dev.tamis.search.Headway;
import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.search.Stop;
import dev.tamis.space.Meaning;
import dev.tamis.space.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stops a trial whose best value so far is worse than the median of what others had reached after the same step: D. Golovin and others,
 * Google Vizier (KDD 2017), section 3.2.2, in the form of Optuna's MedianPruner: the others are those that came as far.
 */
public record Median(
        @Meaning(
                value = "How many trials must be known before any is stopped",
                low = 1,
                high = Median.MOST_PEERS,
                usual = "5")
        Integer startupTrials,

        @Meaning(value = "Epochs in which no trial is stopped", low = 0, high = Bounds.MOST_STEPS, usual = "0")
        Integer warmup,

        @Meaning(value = Bounds.LAG, low = 1, high = Headway.FURTHEST)
        Integer lag)
        implements Pruner {

    private static final int STARTUP = 5;

    /** Each is looked at after each step. */
    private static final int MOST_PEERS = 200;

    public Median {
        startupTrials = startupTrials == null ? STARTUP : startupTrials;
        warmup = warmup == null ? 0 : warmup;
        Bounds.require("startupTrials", startupTrials, 1, MOST_PEERS);
        Bounds.require("warmup", warmup, 0, Bounds.MOST_STEPS);
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public Median() {
        this(null, null, null);
    }

    @Override
    public String type() {
        return "MEDIAN";
    }

    @Override
    public String meaning() {
        return "stops a trial that is worse than the median of others after the same epoch";
    }

    @Override
    public int peers() {
        return MOST_PEERS;
    }

    @Override
    public Headway headway(int parallelTrials) {
        return Headway.of(lag, parallelTrials);
    }

    /** After each step, or where these are very many, after evenly many between. */
    @Override
    public List<Integer> looks(Judged trial) {
        int first = warmup + 1;
        int every = Math.max(1, (trial.longest() - first + MOST_LOOKS - 1) / MOST_LOOKS);
        List<Integer> looks = new ArrayList<>();
        for (int step = first; step < trial.steps() && looks.size() < MOST_LOOKS; step += every) {
            looks.add(step);
        }
        return looks;
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        Map<Integer, Bar> bars = new HashMap<>();
        for (int look : looks(trial)) {
            Peers.Seen seen = peers.after(look);
            if (seen.trials() >= startupTrials && !seen.reached().isEmpty()) {
                List<Merit> best = seen.best();
                // Of an even number the lower one of the two in the middle: a value that a trial has had.
                bars.put(look, new Bar(best.get(best.size() / 2), best.size()));
            }
        }
        return curve -> Optional.ofNullable(bars.get(curve.steps())).flatMap(bar -> bar.judge(curve.best()));
    }

    private record Bar(Merit needed, int trials) {

        Optional<Stop> judge(Merit reached) {
            return reached.compareTo(needed) >= 0
                    ? Optional.empty()
                    : Optional.of(new Stop.Hopeless(reached, needed, "the median of " + Shown.count(trials, "trial")));
        }
    }
}
