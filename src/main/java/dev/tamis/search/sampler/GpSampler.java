package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Outcome;
import dev.tamis.search.Sampler;
import dev.tamis.search.pareto.Preference;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.search.sampler.gp.GaussianProcessSearch;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Bayesian optimization with a Gaussian process: J. Snoek and others, Practical Bayesian optimization of machine learning algorithms
 * (NeurIPS 2012). Its parts, and the papers that they come from, are in {@code gp}.
 */
public record GpSampler(
        @Meaning(value = Bounds.STARTUP, low = 1, high = Sampler.MOST_POINTS, usual = "10")
        Integer startupTrials,

        @Meaning(value = Bounds.LAG, low = 1, high = Lag.FURTHEST)
        Integer lag)
        implements Sampler {

    /** With fewer results there is nothing to fit. */
    private static final int FEWEST_RESULTS = 3;

    public GpSampler {
        startupTrials = Bounds.startupTrials(startupTrials);
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public GpSampler() {
        this(null, null);
    }

    @Override
    public String type() {
        return "GP";
    }

    @Override
    public String meaning() {
        return "learns a model of the objective, a Gaussian process, and tries where it promises most";
    }

    @Override
    public Optional<Lag> lag(int parallelTrials) {
        return Optional.of(Lag.of(lag, parallelTrials));
    }

    @Override
    public boolean takesSeveralObjectives() {
        return true;
    }

    @Override
    public boolean takesPrior() {
        return true;
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        List<History.Ended> ended = ask.history().ended();
        List<History.UnderWay> underWay = ask.history().underWay();
        int index = ended.size() + underWay.size();
        List<Outcome> outcomes =
                ended.stream().flatMap(each -> each.outcome().stream()).toList();
        if (index < startupTrials || outcomes.size() < FEWEST_RESULTS) {
            return SobolSampler.oneOf(ask, index);
        }
        Cube cube = Cube.of(ask.space());
        return List.of(cube.pointAt(GaussianProcessSearch.next(
                cube,
                known(cube, ended, outcomes),
                underWay.stream().map(each -> cube.positionsOf(each.point())).toList(),
                ask.roundSeed().derive(ask.first()).derive("GP").generator())));
    }

    private static GaussianProcessSearch.Known known(Cube cube, List<History.Ended> ended, List<Outcome> outcomes) {
        double[][] costs = new double[outcomes.get(0).merits().size()][];
        Arrays.setAll(costs, k -> {
            // What failed is as bad as the worst that did not.
            double worst = outcomes.stream()
                    .mapToDouble(each -> each.merits().get(k))
                    .min()
                    .orElseThrow();
            return ended.stream()
                    .mapToDouble(each ->
                            -each.outcome().map(one -> one.merits().get(k)).orElse(worst))
                    .toArray();
        });
        double[][] excesses = new double
                [outcomes.stream()
                        .mapToInt(each -> each.excesses().size())
                        .max()
                        .orElse(0)][];
        Arrays.setAll(excesses, k -> {
            double worst = outcomes.stream()
                    .filter(each -> each.excesses().size() > k)
                    .mapToDouble(each -> each.excesses().get(k))
                    .max()
                    .orElseThrow();
            return ended.stream()
                    .mapToDouble(
                            each -> each.outcome().map(one -> excess(one, k)).orElse(worst))
                    .toArray();
        });
        boolean[] feasible = new boolean[ended.size()];
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = ended.get(i).outcome().map(Outcome::isFeasible).orElse(excesses.length == 0);
        }
        return new GaussianProcessSearch.Known(
                ended.stream().map(each -> cube.positionsOf(each.point())).toList(),
                costs,
                excesses,
                feasible,
                ranked(ended, costs, excesses));
    }

    /** A trial of an earlier experiment says nothing of constraints. */
    private static double excess(Outcome outcome, int constraint) {
        return outcome.excesses().size() > constraint ? outcome.excesses().get(constraint) : Double.NaN;
    }

    private static int[] ranked(List<History.Ended> ended, double[][] costs, double[][] excesses) {
        if (costs.length > 1 || excesses.length > 0) {
            return new Preference(ended.stream().map(History.Ended::outcome).toList()).order();
        }
        return IntStream.range(0, ended.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> costs[0][i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
