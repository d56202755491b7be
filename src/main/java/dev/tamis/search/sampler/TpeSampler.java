package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.search.Tried;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The tree-structured Parzen estimator: of a few points drawn from the density of good trials, the one at which that is largest
 * against the density of all others.
 *
 * <p>J. Bergstra and others, Algorithms for hyper-parameter optimization (NeurIPS 2011); all parameters together, as in S. Falkner and
 * others, BOHB (ICML 2018); its parts as S. Watanabe, Tree-structured Parzen estimator: understanding its algorithm components
 * (2023), names them. Trials under way count among the others, so that they repel (a constant liar), and so do those that failed.
 */
public record TpeSampler(
        @Meaning(value = Bounds.STARTUP, low = 1, high = Sampler.MOST_POINTS, usual = "10")
        Integer startupTrials,

        @Meaning(
                value = "Of how many points it takes the most promising",
                low = 1,
                high = TpeSampler.MOST_CANDIDATES,
                usual = "24")
        Integer candidates,

        @Meaning(value = Bounds.LAG, low = 1, high = Lag.FURTHEST)
        Integer lag)
        implements Sampler {

    private static final int CANDIDATES = 24;
    private static final int MOST_CANDIDATES = 256;

    /** Of the others, so many of the latest: earlier ones weigh next to nothing, and each takes its time. */
    private static final int MOST_OTHERS = 1_000;

    public TpeSampler {
        startupTrials = Bounds.startupTrials(startupTrials);
        candidates = candidates == null ? CANDIDATES : candidates;
        Bounds.require("candidates", candidates, 1, MOST_CANDIDATES);
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public TpeSampler() {
        this(null, null, null);
    }

    @Override
    public String type() {
        return "TPE";
    }

    @Override
    public String meaning() {
        return "learns where good trials lie more densely than others, by a tree-structured Parzen estimator";
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
        History history = ask.history();
        int index = history.ended().size() + history.underWay().size();
        if (index < startupTrials || history.ended().isEmpty()) {
            return SobolSampler.oneOf(ask, index);
        }
        Cube cube = Cube.of(ask.space());
        Elite elite = Elite.of(history.ended());
        List<double[]> inside = new ArrayList<>();
        List<double[]> outside = new ArrayList<>();
        for (int i = 0; i < history.ended().size(); i++) {
            (elite.holds(i) ? inside : outside)
                    .add(cube.positionsOf(history.ended().get(i).point()));
        }
        outside.subList(0, Math.max(0, outside.size() - MOST_OTHERS)).clear();
        history.underWay().forEach(each -> outside.add(cube.positionsOf(each.point())));
        RandomGenerator random =
                ask.roundSeed().derive(ask.first()).derive("TPE").generator();
        Parzen good = new Parzen(cube, inside, elite.weights());
        return List.of(mostPromising(cube, good, new Parzen(cube, outside), random, ask.tried()));
    }

    /** One that has been tried is as good as none, unless all have been. */
    private Parameters mostPromising(Cube cube, Parzen inside, Parzen outside, RandomGenerator random, Tried tried) {
        Parameters best = null;
        double most = Double.NEGATIVE_INFINITY;
        boolean bestIsTried = true;
        for (int i = 0; i < candidates; i++) {
            double[] candidate = inside.draw(random);
            double promise = inside.logDensity(candidate) - outside.logDensity(candidate);
            Parameters point = cube.pointAt(candidate);
            boolean isTried = tried.holds(point);
            if (best == null || (isTried == bestIsTried ? promise > most : bestIsTried)) {
                most = promise;
                best = point;
                bestIsTried = isTried;
            }
        }
        return Objects.requireNonNull(best);
    }
}
