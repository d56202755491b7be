package dev.tamis.search.pruner;

import dev.tamis.search.Headway;
import dev.tamis.search.Judged;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import dev.tamis.space.Meaning;
import java.util.List;

/**
 * Successive halving that does not have to know how early good trials can be told: trials are dealt out to brackets, of which the first
 * begins to stop them at the first rung, the next at the second, and the last never. L. Li and others, Hyperband (JMLR 2018), section 3.2;
 * a bracket has as large a share of the trials as there, ceil((s_max + 1) / (s + 1) factor^s).
 *
 * <p>Its number tells a trial's bracket, by multiples of the golden ratio: any stretch of trials has each bracket's share of them.
 */
public record Hyperband(
        @Meaning(value = SuccessiveHalving.MIN, low = 1, high = Bounds.MOST_STEPS, usual = "1")
        Integer min,

        @Meaning(value = SuccessiveHalving.MAX, low = 1, high = Bounds.MOST_STEPS)
        Integer max,

        @Meaning(value = SuccessiveHalving.FACTOR, low = 2, high = SuccessiveHalving.MOST_FACTOR, usual = "3")
        Integer factor,

        @Meaning(value = Bounds.LAG, low = 1, high = Headway.FURTHEST)
        Integer lag)
        implements Pruner {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    public Hyperband {
        SuccessiveHalving halving = new SuccessiveHalving(min, max, factor, lag);
        min = halving.min();
        factor = halving.factor();
    }

    /** Everything as usual. */
    public Hyperband() {
        this(null, null, null, null);
    }

    @Override
    public String type() {
        return "HYPERBAND";
    }

    @Override
    public String meaning() {
        return "successive halving in several brackets, which begin at different rungs";
    }

    @Override
    public List<Integer> looks(Judged trial) {
        return ofBracket(trial).below(trial.steps());
    }

    @Override
    public int group(Judged trial) {
        int brackets = rungs(trial).steps().size() + 1;
        double[] shares = new double[brackets];
        double sum = 0;
        for (int bracket = 0; bracket < brackets; bracket++) {
            int s = brackets - 1 - bracket;
            shares[bracket] = Math.ceil((double) brackets / (s + 1) * Math.pow(factor, s));
            sum += shares[bracket];
        }
        double place = (trial.number() + 1) * GOLDEN % 1 * sum;
        int bracket = 0;
        while (bracket < brackets - 1 && place >= shares[bracket]) {
            place -= shares[bracket++];
        }
        return bracket;
    }

    @Override
    public Rule rule(Judged trial, Peers peers) {
        return ofBracket(trial).rule(trial, peers);
    }

    @Override
    public Headway headway(int parallelTrials) {
        return halving().headway(parallelTrials);
    }

    private Rungs ofBracket(Judged trial) {
        return rungs(trial).from(group(trial));
    }

    private Rungs rungs(Judged trial) {
        return halving().rungs(trial);
    }

    /** What each bracket does from its own first rung on. */
    private SuccessiveHalving halving() {
        return new SuccessiveHalving(min, max, factor, lag);
    }
}
