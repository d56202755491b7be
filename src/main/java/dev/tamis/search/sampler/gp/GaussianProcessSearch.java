package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Cube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Where to try next. */
public final class GaussianProcessSearch {

    /** A fit takes time with the third power of the number of trials. */
    private static final int MOST_KNOWN = 150;

    private static final int EVALUATIONS = 25;

    /** Of all models together, where there are several. */
    private static final int ALL_EVALUATIONS = 60;

    private static final int FEWEST_EVALUATIONS = 8;

    private static final int GOOD = 3;
    private static final int GOOD_OF_SEVERAL = 10;

    private final Cube cube;
    private final Known known;
    private final List<double[]> underWay;
    private final Distances distances;

    /** Indices of those that models are fitted to, ascending. */
    private final int[] chosen;

    private GaussianProcessSearch(Cube cube, Known known, List<double[]> underWay) {
        this.cube = cube;
        this.known = known;
        this.underWay = underWay;
        this.distances = new Distances(cube);
        this.chosen = chosen(known.ranked());
    }

    /**
     * What is known.
     *
     * @param places that have been tried, at least one
     * @param costs what has come out there, by objective: smaller is better, finite
     * @param excesses by how much constraints were exceeded, by constraint: NaN where nobody knows
     * @param feasible of each place whether it kept to all constraints
     * @param ranked the places' indices, the best first
     */
    public record Known(
            List<double[]> places, double[][] costs, double[][] excesses, boolean[] feasible, int[] ranked) {}

    /**
     * The place of a cube that promises most.
     *
     * @param underWay places whose trials have not ended
     */
    public static double[] next(Cube cube, Known known, List<double[]> underWay, RandomGenerator random) {
        return new GaussianProcessSearch(cube, known, underWay).next(random);
    }

    private double[] next(RandomGenerator random) {
        List<double[]> good = new ArrayList<>();
        Arrays.stream(known.ranked())
                .limit(good())
                .forEach(i -> good.add(known.places().get(i)));
        return new Acquisition(cube, promise(), random).best(good);
    }

    private int good() {
        return known.costs().length == 1 ? GOOD : GOOD_OF_SEVERAL;
    }

    private Slope promise() {
        if (known.excesses().length == 0) {
            return improvement(each -> true);
        }
        Feasibility feasibility = feasibility();
        boolean isAnyFeasible = Arrays.stream(chosen).anyMatch(i -> known.feasible()[i]);
        if (!isAnyFeasible) {
            // What is to be improved nobody knows yet (M. Gelbart and others, Bayesian optimization with unknown
            // constraints, 2014, 3.2).
            return feasibility;
        }
        return sum(feasibility, improvement(feasibility::isLikely));
    }

    private Slope improvement(Predicate<double[]> likely) {
        List<double[]> places =
                Arrays.stream(chosen).mapToObj(known.places()::get).toList();
        Posterior[] posteriors = new Posterior[known.costs().length];
        for (int k = 0; k < posteriors.length; k++) {
            double[] costs = known.costs()[k];
            double[] some = Arrays.stream(chosen).mapToDouble(i -> costs[i]).toArray();
            posteriors[k] = posterior(places, posteriors.length == 1 ? new Warp(some) : Warp.ofTail(some));
        }
        List<double[]> means = new ArrayList<>();
        for (int i = 0; i < places.size() + underWay.size(); i++) {
            boolean counts =
                    i < places.size() ? known.feasible()[chosen[i]] : likely.test(underWay.get(i - places.size()));
            if (counts) {
                int each = i;
                means.add(Arrays.stream(posteriors)
                        .mapToDouble(one -> one.means()[each])
                        .toArray());
            }
        }
        if (posteriors.length > 1) {
            return HypervolumeImprovement.over(posteriors, means);
        }
        return posteriors[0].logImprovement(
                means.stream().mapToDouble(each -> each[0]).min().orElseThrow());
    }

    private Feasibility feasibility() {
        Posterior[] posteriors = new Posterior[known.excesses().length];
        double[] bounds = new double[posteriors.length];
        for (int k = 0; k < posteriors.length; k++) {
            double[] excesses = known.excesses()[k];
            int[] told = Arrays.stream(chosen)
                    .filter(i -> !Double.isNaN(excesses[i]))
                    .toArray();
            Bilog scaled =
                    Bilog.of(Arrays.stream(told).mapToDouble(i -> excesses[i]).toArray());
            bounds[k] = scaled.bound();
            posteriors[k] =
                    posterior(Arrays.stream(told).mapToObj(known.places()::get).toList(), Warp.none(scaled.values()));
        }
        return new Feasibility(posteriors, bounds);
    }

    private Posterior posterior(List<double[]> places, Warp warp) {
        boolean isRound = (known.places().size() + underWay.size()) % 2 == 0;
        int models = known.costs().length + known.excesses().length;
        int evaluations = Math.min(EVALUATIONS, Math.max(FEWEST_EVALUATIONS, ALL_EVALUATIONS / models));
        Fit.Parameters fit = new Fit(distances, places, warp, isRound).best(evaluations);
        return new Posterior(distances, places, underWay, fit);
    }

    private static Slope sum(Slope one, Slope other) {
        return (place, gradient) -> {
            double value = one.at(place, gradient);
            double[] more = gradient == null ? null : new double[gradient.length];
            value += other.at(place, more);
            for (int k = 0; gradient != null && k < gradient.length; k++) {
                gradient[k] += more[k];
            }
            return value;
        };
    }

    /** All, or the better half of those that there is time for and, of the rest, every so many-th by rank. */
    private static int[] chosen(int[] ranked) {
        if (ranked.length <= MOST_KNOWN) {
            return IntStream.range(0, ranked.length).toArray();
        }
        int half = MOST_KNOWN / 2;
        return IntStream.range(0, MOST_KNOWN)
                .map(i -> ranked[
                        i < half ? i : (int) (half + (long) (i - half) * (ranked.length - half) / (MOST_KNOWN - half))])
                .sorted()
                .toArray();
    }
}
