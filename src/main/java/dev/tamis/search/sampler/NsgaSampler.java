package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.search.pareto.Preference;
import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A genetic algorithm for several objectives: K. Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II (IEEE Transactions
 * on Evolutionary Computation 2002), with its crossover and mutation of real numbers and constrained domination. One trial at a time, as J.
 * Durillo and others, On the effect of the steady-state selection scheme in multi-objective genetic algorithms (EMO 2009): parents come
 * from the best trials of all that have ended, so that a draw is a function of the history.
 *
 * <p>A number of few values moves as a real one and is rounded, a choice is one parent's or, mutated, any. What one parent lacks is the
 * other's.
 */
public record NsgaSampler(
        @Meaning(value = Bounds.STARTUP, low = 1, high = Sampler.MOST_POINTS, usual = "10")
        Integer startupTrials,

        @Meaning(
                value =
                        "Of how many trials, the best that have ended, parents are chosen; where missing a tenth of them, but at least 10 and at most 100",
                low = NsgaSampler.SMALLEST_POPULATION,
                high = NsgaSampler.LARGEST_POPULATION)
        Integer population,

        @Meaning(value = Bounds.LAG, low = 1, high = Lag.FURTHEST)
        Integer lag)
        implements Sampler {

    private static final int SMALLEST_POPULATION = 2;
    private static final int LARGEST_POPULATION = 1_000;

    /** Where nobody says otherwise: of a hundred trials, larger ones find less. */
    private static final int USUAL_SHARE = 10;

    private static final int USUAL_LEAST = 10;
    private static final int USUAL_MOST = 100;

    /** How near children are to a parent: the larger, the nearer. */
    private static final double CROSSOVER = 5;

    private static final double MUTATION = 20;

    /** How often parents have children that are not just like one of them. */
    private static final double MATING = 0.9;

    /** A child that is where a trial is already is drawn anew so often, mutated the more. */
    private static final int MOST_DRAWS = 16;

    public NsgaSampler {
        startupTrials = Bounds.startupTrials(startupTrials);
        if (population != null) {
            Bounds.require("population", population, SMALLEST_POPULATION, LARGEST_POPULATION);
        }
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public NsgaSampler() {
        this(null, null, null);
    }

    @Override
    public String type() {
        return "NSGA_II";
    }

    @Override
    public String meaning() {
        return "crosses and mutates the best trials, a genetic algorithm for several objectives";
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
    public List<Parameters> draw(Ask ask) {
        History history = ask.history();
        List<History.Ended> ended = history.ended();
        int index = ended.size() + history.underWay().size();
        long known = ended.stream().filter(each -> each.outcome().isPresent()).count();
        if (index < startupTrials || known < SMALLEST_POPULATION) {
            return SobolSampler.oneOf(ask, index);
        }
        Cube cube = Cube.of(ask.space());
        Set<Parameters> there = new HashSet<>(history.points());
        Preference preference =
                new Preference(ended.stream().map(History.Ended::outcome).toList());
        List<double[]> parents = Arrays.stream(preference.order())
                .limit(Math.min(population(ended.size()), known))
                .mapToObj(each -> cube.positionsOf(ended.get(each).point()))
                .toList();
        RandomGenerator random =
                ask.roundSeed().derive(ask.first()).derive("NSGA_II").generator();
        Parameters child = null;
        for (int i = 0; i < MOST_DRAWS; i++) {
            child = cube.pointAt(child(cube, parents, random, i));
            if (!there.contains(child) && !ask.tried().holds(child)) {
                break;
            }
        }
        return List.of(child);
    }

    private int population(int ended) {
        return population != null ? population : Math.min(USUAL_MOST, Math.max(USUAL_LEAST, ended / USUAL_SHARE));
    }

    /** @param draws how many were in vain: the more, the more is mutated */
    private static double[] child(Cube cube, List<double[]> parents, RandomGenerator random, int draws) {
        double[] one = parent(parents, random);
        double[] other = parent(parents, random);
        boolean isMating = random.nextDouble() < MATING;
        // Of what is there one on average: what is not there cannot be seen to change.
        long there = Math.max(
                1, Arrays.stream(one).filter(each -> !Double.isNaN(each)).count());
        double mutated = (1.0 + draws) / there;
        double[] child = new double[cube.dimensions()];
        for (int k = 0; k < child.length; k++) {
            Axis axis = cube.axes().get(k);
            child[k] = isMating ? crossed(axis, one[k], other[k], random) : one[k];
            if (random.nextDouble() < mutated) {
                child[k] = axis.isChoice() ? random.nextDouble() : mutated(child[k], random);
            }
            // It may be there at the new place.
            child[k] = Double.isNaN(child[k]) ? random.nextDouble() : child[k];
        }
        cube.round(child);
        return child;
    }

    /** The better one of two by chance: they stand in the order of preference. */
    private static double[] parent(List<double[]> parents, RandomGenerator random) {
        return parents.get(Math.min(random.nextInt(parents.size()), random.nextInt(parents.size())));
    }

    /** Simulated binary crossover: as far from a parent as bits exchanged would put it, in half of the parameters. */
    private static double crossed(Axis axis, double one, double other, RandomGenerator random) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) ? other : one;
        }
        boolean isFirst = random.nextBoolean();
        if (axis.isChoice() || random.nextBoolean()) {
            return axis.isChoice() && !isFirst ? other : one;
        }
        double chance = random.nextDouble();
        double spread = chance < 0.5
                ? Math.pow(2 * chance, 1 / (CROSSOVER + 1))
                : Math.pow(1 / (2 * (1 - chance)), 1 / (CROSSOVER + 1));
        double sign = isFirst ? 1 : -1;
        return inside(((1 + sign * spread) * one + (1 - sign * spread) * other) / 2);
    }

    /** Polynomial mutation: near, rarely far, never outside. */
    private static double mutated(double position, RandomGenerator random) {
        double chance = random.nextDouble();
        double power = MUTATION + 1;
        double room = chance < 0.5 ? position : 1 - position;
        double share = Math.min(chance, 1 - chance) * 2;
        double away = 1 - Math.pow(share + (1 - share) * Math.pow(1 - room, power), 1 / power);
        return inside(chance < 0.5 ? position - away : position + away);
    }

    private static double inside(double position) {
        return Math.min(1, Math.max(0, position));
    }
}
