package dev.tamis.search;

import dev.tamis.search.pareto.Hypervolume;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.Optional;

/** Several costs to minimise over a space, or one, and constraints to keep to. */
public interface ParetoGround {

    SearchSpace box();

    /** What a point comes to; merits are costs turned. */
    Outcome at(Parameters point);

    /** The costs from which on hypervolume counts; empty where there is one cost alone. */
    double[] reference();

    /** The hypervolume of the true front; with one cost the least that is feasible. */
    double optimum();

    /** How good trials are together: the hypervolume of the feasible ones as a share of the true front's; with one cost the least one. */
    default double score(List<Lag.Drawn> trials) {
        List<double[]> feasible = trials.stream()
                .flatMap(each -> each.outcome().stream())
                .filter(Outcome::isFeasible)
                .map(each ->
                        each.merits().stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
        if (reference().length == 0) {
            return feasible.stream().mapToDouble(each -> -each[0]).min().orElse(Double.POSITIVE_INFINITY);
        }
        double[] reference = reference().clone();
        for (int k = 0; k < reference.length; k++) {
            reference[k] = -reference[k];
        }
        return Hypervolume.of(feasible, reference) / optimum();
    }

    /** The score of so many trials. */
    static double score(Sampler sampler, ParetoGround ground, int lag, long seed, int trials) {
        return ground.score(LaggedSearch.outcomes(
                sampler,
                new Lag.Round(ground.box(), new Seed(seed), 0, trials),
                lag,
                point -> Optional.of(ground.at(point))));
    }
}
