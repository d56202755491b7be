package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.search.sampler.gp.GaussianProcessSearch;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bayesian optimization with a Gaussian process: J. Snoek and others, Practical Bayesian optimization of machine learning algorithms
 * (NeurIPS 2012). Its parts, and the papers that they come from, are in {@code gp}.
 */
public record GpSampler(
        @Meaning(
                value = "How many trials are drawn evenly before it learns",
                low = 1,
                high = Sampler.MOST_POINTS,
                usual = "10")
        Integer startupTrials,

        @Meaning(
                value =
                        "How many trials a draw runs ahead of results; budget.parallelTrials where missing, 200 at most",
                low = 1,
                high = Lag.FURTHEST)
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
    public boolean takesPrior() {
        return true;
    }

    @Override
    public OptionalLong size(SearchSpace space) {
        return OptionalLong.empty();
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        List<History.Ended> ended = ask.history().ended();
        List<History.UnderWay> underWay = ask.history().underWay();
        int index = ended.size() + underWay.size();
        double[] merits = ended.stream()
                .filter(each -> each.merit().isPresent())
                .mapToDouble(each -> each.merit().getAsDouble())
                .toArray();
        if (index < startupTrials || merits.length < FEWEST_RESULTS) {
            return SobolSampler.oneOf(ask, index);
        }
        double worst = Arrays.stream(merits).min().orElseThrow();
        Cube cube = Cube.of(ask.space());
        return List.of(cube.pointAt(GaussianProcessSearch.next(
                cube,
                ended.stream().map(each -> cube.positionsOf(each.point())).toList(),
                // What failed is as bad as the worst that did not.
                ended.stream().mapToDouble(each -> -each.merit().orElse(worst)).toArray(),
                underWay.stream().map(each -> cube.positionsOf(each.point())).toList(),
                ask.roundSeed().derive(ask.first()).derive("GP").generator())));
    }
}
