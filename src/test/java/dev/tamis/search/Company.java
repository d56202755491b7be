package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Experiments in which parameters that do not matter stand beside weak ones that do: all lie in [0, 1], trials are drawn
 * uniformly. The signal is minus the sum of the squared distances from an optimum in the relevant parameters, divided by its
 * standard deviation; noise of a given deviation is added. How strong it is makes the group move in about as many experiments as
 * the fault reported: 17 % beside three weak parameters, 27 % beside a ridge, 25 % with heavy tails, 39 % and 84 % beside four and
 * six weak ones.
 */
enum Company {
    THREE_WEAK(new Size(3, 1, 25), 1.6, 0.3),
    RIDGE(new Size(2, 1, 50), 0.75, 0.3) {
        /** Neither matters for itself. */
        @Override
        double signal(double[] x, double[] optimum) {
            return -(x[0] - x[1]) * (x[0] - x[1]);
        }
    },
    HEAVY_TAILS(new Size(3, 1, 50), 1.1, 0.3) {
        /** Cauchy's distribution. */
        @Override
        double noise(RandomGenerator random) {
            return Math.tan(Math.PI * (random.nextDouble() - 0.5));
        }
    },
    FOUR_WEAK(new Size(4, 4, 50), 1.25, 0.3),
    SIX_WEAK(new Size(6, 6, 50), 0.3, 0);

    private final Size size;
    private final double noise;
    private final double distance;

    /**
     * @param size how many of everything
     * @param noise deviation, where the signal's is 1
     * @param distance of the optimum from the middle, at most, in each parameter
     */
    Company(Size size, double noise, double distance) {
        this.size = size;
        this.noise = noise;
        this.distance = distance;
    }

    record Size(int relevant, int irrelevant, int trials) {}

    /** The relevant parameters come first. */
    Size size() {
        return size;
    }

    SearchSpace space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < size.relevant() + size.irrelevant(); i++) {
            domains.put("x" + i, new FloatDomain(0, 1, Scale.LINEAR));
        }
        return new SearchSpace(domains);
    }

    List<ScoredTrial> trials(long experiment) {
        Seed seed = new Seed(experiment);
        double[] optimum = seed.derive("optimum")
                .generator()
                .doubles(size.relevant())
                .map(share -> 0.5 + distance * (2 * share - 1))
                .toArray();
        double deviation = deviation(optimum, seed.derive("deviation").generator());
        RandomGenerator random = seed.derive("noise").generator();
        return Trials.scored(
                space(),
                experiment,
                size.trials(),
                point ->
                        ScoredTrial.of(point, signal(coordinates(point), optimum) / deviation + noise * noise(random)));
    }

    double signal(double[] x, double[] optimum) {
        double sum = 0;
        for (int i = 0; i < optimum.length; i++) {
            sum -= (x[i] - optimum[i]) * (x[i] - optimum[i]);
        }
        return sum;
    }

    double noise(RandomGenerator random) {
        return random.nextGaussian();
    }

    private double deviation(double[] optimum, RandomGenerator random) {
        double[] signals = random.doubles(2000)
                .map(any -> signal(random.doubles(optimum.length).toArray(), optimum))
                .toArray();
        double mean = Arrays.stream(signals).average().orElseThrow();
        return Math.sqrt(Arrays.stream(signals)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow());
    }

    private static double[] coordinates(Parameters point) {
        return point.values().values().stream()
                .mapToDouble(value -> (Double) value)
                .toArray();
    }
}
