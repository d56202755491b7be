package dev.tamis.search.sampler.gp;

import java.util.Arrays;

/**
 * The logarithm of the probability that a place keeps to all constraints, with a model for each: M. Schonlau and others, Global versus local
 * search in constrained optimization of computer models (1998); J. Gardner and others, Bayesian optimization with inequality constraints
 * (ICML 2014).
 */
final class Feasibility implements Slope {

    private final Posterior[] posteriors;
    private final double[] bounds;

    /** @param bounds of each model's values: what is not above it is feasible */
    Feasibility(Posterior[] posteriors, double[] bounds) {
        this.posteriors = posteriors;
        this.bounds = bounds;
    }

    @Override
    public double at(double[] place, double[] gradient) {
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        double sum = 0;
        for (int k = 0; k < posteriors.length; k++) {
            Belief belief = posteriors[k].at(place, gradient != null);
            double u = (bounds[k] - belief.mean()) / belief.deviation();
            sum += LogImprovement.logChance(u);
            for (int axis = 0; gradient != null && axis < gradient.length; axis++) {
                gradient[axis] -= (belief.meanSlopes()[axis] + u * belief.deviationSlopes()[axis])
                        / (belief.deviation() * LogImprovement.ratio(u));
            }
        }
        return sum;
    }

    /** Whether a place is more likely to keep to all constraints than not. */
    boolean isLikely(double[] place) {
        return at(place, null) >= Math.log(0.5);
    }
}
