package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.search.pareto.Preference;
import dev.tamis.search.sampler.cma.Evolution;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An evolution strategy with covariance matrix adaptation: N. Hansen and A. Ostermeier, Completely derandomized self-adaptation in evolution
 * strategies (Evolutionary Computation 2001). Its parts, and the papers that they come from, are in {@code cma}.
 */
public record CmaEsSampler(
        @Meaning(value = Bounds.STARTUP, low = 1, high = Sampler.MOST_POINTS, usual = "10")
        Integer startupTrials,

        @Meaning(
                value = "Of how many trials it learns at a time; 4 + 3 ln(hyperparameters) where missing",
                low = CmaEsSampler.SMALLEST_POPULATION,
                high = CmaEsSampler.LARGEST_POPULATION)
        Integer population,

        @Meaning(value = Bounds.LAG, low = 1, high = Lag.FURTHEST)
        Integer lag)
        implements Sampler {

    private static final int SMALLEST_POPULATION = 4;
    private static final int LARGEST_POPULATION = 1_000;

    /** It learns from so many of the latest results at least, and from fewer than twice as many: each draw goes through all of them again. */
    private static final int REMEMBERED = 2_000;

    public CmaEsSampler {
        startupTrials = Bounds.startupTrials(startupTrials);
        if (population != null) {
            Bounds.require("population", population, SMALLEST_POPULATION, LARGEST_POPULATION);
        }
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public CmaEsSampler() {
        this(null, null, null);
    }

    @Override
    public String type() {
        return "CMA_ES";
    }

    @Override
    public String meaning() {
        return "moves and shapes a normal distribution towards better trials, an evolution strategy with covariance matrix adaptation";
    }

    @Override
    public Optional<Lag> lag(int parallelTrials) {
        return Optional.of(Lag.of(lag, parallelTrials));
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        List<History.Ended> ended = ask.history().ended();
        int index = ended.size() + ask.history().underWay().size();
        if (index < startupTrials || ended.isEmpty()) {
            return SobolSampler.oneOf(ask, index);
        }
        Cube cube = Cube.of(ask.space());
        int start = start(ended.size());
        int first = ask.first() - index + start;
        double[] costs = costs(ended);
        Evolution evolution = new Evolution(
                cube,
                each -> ask.roundSeed().derive(first + each).derive("CMA_ES").generator());
        return List.of(cube.pointAt(evolution.next(
                population == null ? Evolution.usualPopulation(cube) : population,
                start == 0
                        ? Optional.empty()
                        : Optional.of(
                                cube.positionsOf(ended.get(best(costs, start)).point())),
                ended.subList(start, ended.size()).stream()
                        .map(each -> cube.positionsOf(each.point()))
                        .toList(),
                Arrays.copyOfRange(costs, start, costs.length),
                index - start)));
    }

    /** The first result that counts: it moves on by so many at a time, for each time the distribution begins anew. */
    private static int start(int ended) {
        return Math.max(0, (ended / REMEMBERED - 1) * REMEMBERED);
    }

    /** Of those that are forgotten. */
    private static int best(double[] costs, int count) {
        return IntStream.range(0, count)
                .boxed()
                .min(Comparator.comparingDouble(i -> costs[i]))
                .orElseThrow();
    }

    /** What failed is worse than all that did not; of costs nothing but their order counts. */
    private static double[] costs(List<History.Ended> ended) {
        boolean isBound = ended.stream()
                .anyMatch(each ->
                        each.outcome().map(one -> !one.excesses().isEmpty()).orElse(false));
        if (!isBound) {
            return ended.stream()
                    .mapToDouble(each -> -each.merit().orElse(Double.NEGATIVE_INFINITY))
                    .toArray();
        }
        Preference preference =
                new Preference(ended.stream().map(History.Ended::outcome).toList());
        return IntStream.range(0, ended.size()).mapToDouble(preference::place).toArray();
    }
}
