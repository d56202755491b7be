package dev.tamis.search.sampler.cma;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How the distribution that trials are drawn from changes with their results. */
public final class Evolution {

    /** Of the cube's length: before anything is known. */
    static final double STEP = 0.125;

    private static final double MIDDLE = 0.5;

    /** Narrower than this in every direction, there is nothing left to find: it begins anew elsewhere. */
    private static final double NARROWEST = 1e-5;

    /** With so many times the population: A. Auger and N. Hansen, A restart CMA evolution strategy (CEC 2005). */
    private static final int GROWTH = 2;

    private final Cube cube;
    private final List<Axis> ordered;
    private final int[] axes;
    private final IntFunction<RandomGenerator> randoms;

    /** @param randoms for each trial of the round, by its index, a generator of its own */
    public Evolution(Cube cube, IntFunction<RandomGenerator> randoms) {
        this.cube = cube;
        this.axes = IntStream.range(0, cube.dimensions())
                .filter(i -> !cube.axes().get(i).isChoice())
                .toArray();
        this.ordered = Arrays.stream(axes).mapToObj(cube.axes()::get).toList();
        this.randoms = randoms;
    }

    /** How many trials a generation has if nobody says otherwise. */
    public static int usualPopulation(Cube cube) {
        return Strategy.usualPopulation(cube.dimensions());
    }

    /**
     * What trials are drawn from.
     *
     * @param normal of the ordered axes; null where there is none
     * @param chances of the others, in the cube's order
     * @param population trials of its generation
     */
    private record State(Normal normal, List<Chances> chances, int population) {}

    /** A drawn place, and the place in the distribution that it is rounded from. */
    private record Sample(double[] place, double[] exact) {}

    /**
     * The place of the next trial.
     *
     * @param population trials of a generation, 2 at least
     * @param centre where the first generation is drawn around; empty: in the middle of the cube
     * @param known places whose trials have ended, by index in the round
     * @param costs what has come out there: smaller is better; infinite where nothing has
     * @param index of the trial to be drawn: trials between have not ended
     */
    public double[] next(int population, Optional<double[]> centre, List<double[]> known, double[] costs, int index) {
        // A trial is drawn from what has ended so many trials before it.
        int behind = index - known.size();
        List<State> states = new ArrayList<>(
                List.of(first(population, centre.map(this::ordered).orElse(middle()))));
        int from = 0;
        while (from + states.get(states.size() - 1).population() <= known.size()) {
            State now = states.get(states.size() - 1);
            int to = from + now.population();
            State next = after(states, now, known, costs, from, to, behind);
            if (next.normal() != null && next.normal().widest() < NARROWEST) {
                next = first(GROWTH * now.population(), anywhere(to));
            }
            while (states.size() <= to) {
                states.add(states.get(states.size() - 1));
            }
            states.set(to, next);
            from = to;
        }
        return drawn(states.get(states.size() - 1), index).place();
    }

    private State first(int population, double[] mean) {
        Normal normal = axes.length == 0 ? null : new Normal(Strategy.of(axes.length, population), mean, STEP);
        List<Chances> chances = new ArrayList<>();
        for (Axis axis : cube.axes()) {
            if (axis.isChoice()) {
                chances.add(Chances.of(axis.positions().length));
            }
        }
        return new State(normal, chances, population);
    }

    private double[] middle() {
        double[] mean = new double[axes.length];
        Arrays.fill(mean, MIDDLE);
        return mean;
    }

    /** Its places on the axes of the distribution; in the middle of those that it lacks. */
    private double[] ordered(double[] place) {
        return Arrays.stream(axes)
                .mapToDouble(axis -> Double.isNaN(place[axis]) ? MIDDLE : place[axis])
                .toArray();
    }

    private double[] anywhere(int index) {
        return randoms.apply(index).doubles(axes.length).toArray();
    }

    private State after(
            List<State> states, State now, List<double[]> known, double[] costs, int from, int to, int behind) {
        int[] best = IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> costs[i]))
                .limit(now.population() / 2)
                .mapToInt(Integer::intValue)
                .toArray();
        Strategy strategy = Strategy.of(Math.max(1, axes.length), now.population());
        double margin = 1.0 / (cube.dimensions() * now.population());
        List<Chances> chances = new ArrayList<>();
        for (int k = 0; k < cube.dimensions(); k++) {
            int axis = k;
            if (cube.axes().get(k).isChoice()) {
                int[] chosen = Arrays.stream(best)
                        .map(i -> Double.isNaN(known.get(i)[axis])
                                ? -1
                                : cube.axes().get(axis).indexOf(known.get(i)[axis]))
                        .toArray();
                chances.add(now.chances().get(chances.size()).after(chosen, strategy.weights(), margin));
            }
        }
        if (now.normal() == null) {
            return new State(null, chances, now.population());
        }
        double[] generation = Arrays.copyOfRange(costs, from, to);
        if (Arrays.stream(generation).distinct().count() == 1) {
            return new State(now.normal().wider(), chances, now.population());
        }
        double[][] places = Arrays.stream(best)
                .mapToObj(i -> exact(states.get(Math.min(states.size() - 1, Math.max(0, i - behind))), i, known.get(i)))
                .toArray(double[][]::new);
        return new State(
                new Margin(ordered, now.population()).kept(now.normal().after(places)), chances, now.population());
    }

    /** Where in the distribution a trial's point has been rounded from; where it was not drawn, the point itself. */
    private double[] exact(State state, int index, double[] place) {
        Sample sample = drawn(state, index);
        double[] exact = new double[axes.length];
        for (int k = 0; k < axes.length; k++) {
            double there = place[axes[k]];
            boolean isDrawn = Double.isNaN(there) || Math.abs(sample.place()[axes[k]] - there) < 1e-9;
            exact[k] = isDrawn ? sample.exact()[k] : there;
        }
        return exact;
    }

    private Sample drawn(State state, int index) {
        RandomGenerator random = randoms.apply(index);
        double[] place = new double[cube.dimensions()];
        int choice = 0;
        for (int k = 0; k < place.length; k++) {
            Axis axis = cube.axes().get(k);
            if (axis.isChoice()) {
                place[k] = axis.positions()[state.chances().get(choice++).draw(random)];
            }
        }
        double[] exact = state.normal() == null ? new double[0] : state.normal().draw(random);
        for (int k = 0; k < exact.length; k++) {
            exact[k] = reflected(exact[k]);
            place[axes[k]] = exact[k];
        }
        cube.round(place);
        return new Sample(place, exact);
    }

    /** What leaves the cube comes back from its side. */
    private static double reflected(double position) {
        double folded = Math.abs(position) % 2;
        return folded > 1 ? 2 - folded : folded;
    }
}
