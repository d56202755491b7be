package dev.tamis.benchmark;

import dev.tamis.experiment.WarmStart;
import dev.tamis.search.Ask;
import dev.tamis.search.Catalogue;
import dev.tamis.search.Ground;
import dev.tamis.search.Lag;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Prior;
import dev.tamis.search.Sampler;
import dev.tamis.search.Tried;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What earlier trials are worth: 100 random trials of a function that is like the one to be searched, and of one that is its mirror
 * image, and then 50 trials with eight in flight, that know of them or do not. Mean best after 15, 25 and 50, and the mean difference to
 * the same seeds without, ± standard error, in units of the standard deviation of random trials. By properties, as {@link SamplerBenchmark}.
 */
class WarmStartBenchmark {

    private static final String SAMPLERS = System.getProperty("tamis.benchmark.samplers", "TPE,GP");
    private static final String GROUNDS =
            System.getProperty("tamis.benchmark.grounds", "HARTMANN_3,LEVY_4,BOWL_9,HILLS_6");
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 20);
    private static final int LAG = Integer.getInteger("tamis.benchmark.lag", 8);
    private static final int[] AFTER = {15, 25, 50};
    private static final int EARLIER = 100;
    private static final int TRIALS = 50;
    private static final int POINTS = 5;

    @Test
    void meanBestWithAndWithoutEarlierTrials() {
        main();
    }

    public static void main(String... none) {
        System.out.printf(
                "%-8s %-10s %-8s %-8s   difference after %s%n",
                "sampler", "ground", "earlier", "mode", Arrays.toString(AFTER));
        for (String name : GROUNDS.split(",")) {
            for (String type : SAMPLERS.split(",")) {
                Sampler sampler = Catalogue.SAMPLERS.named(type).orElseThrow();
                for (Earlier earlier : Earlier.values()) {
                    for (WarmStart.Mode mode : WarmStart.Mode.values()) {
                        System.out.printf(
                                "%-8s %-10s %-8s %-8s   %s%n",
                                type,
                                name,
                                earlier,
                                mode,
                                gains(sampler, TuningGround.valueOf(name), earlier, mode, SEEDS));
                    }
                }
            }
        }
    }

    /** What earlier trials are of. */
    enum Earlier {
        LIKE,
        MIRROR
    }

    /** How much smaller the best is with than without: less than 0 where earlier trials help. @param error standard */
    record Gain(double mean, double error) {

        @Override
        public String toString() {
            return "%.3f ± %.3f".formatted(mean, error);
        }
    }

    /** After each number of trials. */
    static List<Gain> gains(Sampler sampler, TuningGround ground, Earlier earlier, WarmStart.Mode mode, int seeds) {
        double unit = deviation(ground);
        double[][] cold = runs(sampler, ground, earlier, null, seeds);
        double[][] warm = runs(sampler, ground, earlier, mode, seeds);
        return IntStream.range(0, AFTER.length)
                .mapToObj(k -> {
                    double[] gains = IntStream.range(0, seeds)
                            .mapToDouble(i -> (warm[i][k] - cold[i][k]) / unit)
                            .toArray();
                    double mean = Arrays.stream(gains).average().orElseThrow();
                    double squares = Arrays.stream(gains)
                            .map(each -> (each - mean) * (each - mean))
                            .sum();
                    return new Gain(mean, Math.sqrt(squares / (seeds - 1) / seeds));
                })
                .toList();
    }

    /** @param mode null: without */
    private static double[][] runs(Sampler sampler, Ground ground, Earlier earlier, WarmStart.Mode mode, int seeds) {
        long first = Long.getLong("tamis.benchmark.first", 1000);
        return LongStream.range(first, first + seeds)
                .mapToObj(seed -> bests(sampler, ground, earlier, mode, seed))
                .toArray(double[][]::new);
    }

    /** Of one search, the best after each number of trials. */
    private static double[] bests(Sampler sampler, Ground ground, Earlier earlier, WarmStart.Mode mode, long seed) {
        List<Prior.Rated> rated = mode == null ? List.of() : earlier(ground, earlier, seed);
        Prior prior = mode == WarmStart.Mode.PRIOR ? new Prior(spread(rated)) : Prior.NONE;
        List<Parameters> chosen = mode == WarmStart.Mode.POINTS
                ? rated.stream().limit(POINTS).map(Prior.Rated::point).toList()
                : List.of();
        Lag.Round round = new Lag.Round(ground.box(), new Seed(seed), 0, TRIALS, Tried.nothing(ground.box()), prior);
        List<Lag.Drawn> drawn = LaggedSearch.run(sampler, round, LAG, ground::at, chosen);
        return Arrays.stream(AFTER)
                .mapToDouble(count -> drawn.subList(0, count).stream()
                        .mapToDouble(each -> -each.outcome().orElseThrow().merit())
                        .min()
                        .orElseThrow())
                .toArray();
    }

    /** Best first. */
    private static List<Prior.Rated> earlier(Ground ground, Earlier which, long seed) {
        List<Parameters> points =
                new ArrayList<>(new RandomSampler().draw(new Ask(ground.box(), new Seed(seed + 77_000), 0, EARLIER)));
        points.sort(Comparator.comparingDouble(point -> ground.at(moved(ground, which, point))));
        return IntStream.range(0, EARLIER)
                .mapToObj(i -> new Prior.Rated(points.get(i), 1 - i / (EARLIER - 1.0)))
                .toList();
    }

    private static List<Prior.Rated> spread(List<Prior.Rated> ranked) {
        return IntStream.range(0, Prior.MOST)
                .mapToObj(i -> ranked.get(i < Prior.MOST / 2 ? i : Prior.MOST / 2 + (i - Prior.MOST / 2) * 70 / 30))
                .toList();
    }

    /** A twentieth of the box aside, or the other way round. */
    private static Parameters moved(Ground ground, Earlier which, Parameters point) {
        return ground.box().point((name, domain) -> {
            double position = domain.positionOf(point.values().get(name));
            return domain.valueAt(which == Earlier.LIKE ? position + 0.05 : 1 - position);
        });
    }

    private static double deviation(Ground ground) {
        double[] values = new RandomSampler()
                .draw(new Ask(ground.box(), new Seed(1), 0, 1_000)).stream()
                        .mapToDouble(ground::at)
                        .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow());
    }
}
