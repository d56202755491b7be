package dev.tamis.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionTest {

    private static final int DIMENSIONS = 4;
    private static final int POPULATION = 8;
    private static final int TRIALS = 240;
    private static final int SEEDS = 30;

    private static final Cube CUBE = cube();

    /** Two means of 30 logarithms each; further apart than three standard errors they are one time in 400. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 30, 1_000})
    void itConvergesAsFastAsALibrarys(double condition) {
        double[] ours = logs(seed -> least(condition, seed, 1));
        double[] theirs = logs(seed -> leastOfLibrary(condition, seed));

        double error = Math.sqrt((variance(ours) + variance(theirs)) / SEEDS);
        assertThat(mean(ours)).isCloseTo(mean(theirs), within(3 * error));
    }

    @Test
    void withTrialsUnderWayItStillConverges() {
        double alone = mean(logs(seed -> least(30, seed, 1)));
        double beside = mean(logs(seed -> least(30, seed, 16)));
        double atFirst = Math.log(bowl(middle(), 30));

        assertThat(beside).isGreaterThan(alone).isLessThan(atFirst - (atFirst - alone) / 3);
    }

    @Test
    void whereEverythingIsFoundItBeginsAnewElsewhere() {
        List<double[]> places = new ArrayList<>();
        double[] costs = new double[1_500];
        Evolution evolution = evolution(5);
        for (int i = 0; i < costs.length; i++) {
            places.add(evolution.next(POPULATION, Optional.empty(), places, Arrays.copyOf(costs, i), i));
            costs[i] = bowl(places.get(i), 1);
        }
        int settled = IntStream.range(0, costs.length)
                .filter(i -> costs[i] < 1e-9)
                .findFirst()
                .orElseThrow();
        assertThat(IntStream.range(settled, costs.length).mapToDouble(i -> costs[i]))
                .as("far from the bottom again")
                .anyMatch(cost -> cost > 0.05);
    }

    private static double[] logs(LongToDoubleFunction least) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> Math.log(least.applyAsDouble(seed)))
                .toArray();
    }

    private static double least(double condition, long seed, int lag) {
        List<double[]> places = new ArrayList<>();
        double[] costs = new double[TRIALS];
        Evolution evolution = evolution(seed);
        for (int i = 0; i < TRIALS; i++) {
            int known = Math.max(0, i + 1 - lag);
            places.add(evolution.next(
                    POPULATION, Optional.empty(), places.subList(0, known), Arrays.copyOf(costs, known), i));
            costs[i] = bowl(places.get(i), condition);
        }
        return Arrays.stream(costs).min().orElseThrow();
    }

    private static double leastOfLibrary(double condition, long seed) {
        double[] least = {Double.POSITIVE_INFINITY};
        ToDoubleFunction<double[]> counted = x -> {
            double cost = bowl(x, condition);
            least[0] = Math.min(least[0], cost);
            return cost;
        };
        double[] step = new double[DIMENSIONS];
        Arrays.fill(step, Evolution.STEP);
        double[] ones = new double[DIMENSIONS];
        Arrays.fill(ones, 1);
        try {
            new CMAESOptimizer(
                            TRIALS / POPULATION, 0, false, 0, 0, new Well19937c(seed), false, (i, before, now) -> false)
                    .optimize(
                            new ObjectiveFunction(counted::applyAsDouble),
                            GoalType.MINIMIZE,
                            new CMAESOptimizer.Sigma(step),
                            new CMAESOptimizer.PopulationSize(POPULATION),
                            new MaxEval(TRIALS + 1),
                            new InitialGuess(middle()),
                            new SimpleBounds(new double[DIMENSIONS], ones));
        } catch (MathIllegalStateException enough) {
            // All that it may ask has been asked.
        }
        return least[0];
    }

    private static Evolution evolution(long seed) {
        return new Evolution(CUBE, index -> new Seed(seed).derive(index).generator());
    }

    private static double[] middle() {
        double[] middle = new double[DIMENSIONS];
        Arrays.fill(middle, 0.5);
        return middle;
    }

    private static double bowl(double[] x, double condition) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(condition, (double) i / (x.length - 1)) * Math.pow(x[i] - 0.3 - 0.1 * i, 2);
        }
        return sum;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / (values.length - 1);
    }

    private static Cube cube() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, DIMENSIONS).forEach(i -> domains.put("x" + i, new FloatDomain(0, 1, Scale.LINEAR)));
        return Cube.of(new SearchSpace(domains));
    }
}
