package dev.tamis.benchmark;

import dev.tamis.search.Catalogue;
import dev.tamis.search.Ground;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Landscape;
import dev.tamis.search.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How well samplers search: mean best of 100 trials, ± standard error, on functions whose minima are known. By properties: {@code samplers},
 * {@code lags}, {@code seeds}, {@code first} (seed), {@code grounds} (a name, a part of one, {@code ALL} or {@code TUNING}).
 */
class SamplerBenchmark {

    private static final String SAMPLERS = System.getProperty("tamis.benchmark.samplers", "RANDOM,SOBOL,TPE,GP");
    private static final String LAGS = System.getProperty("tamis.benchmark.lags", "1,8,16");
    private static final String GROUNDS = System.getProperty("tamis.benchmark.grounds", "ALL");
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 20);
    private static final int TRIALS = Integer.getInteger("tamis.benchmark.trials", 100);

    @Test
    void meanBestOfAHundredTrials() {
        main();
    }

    public static void main(String... none) {
        System.out.printf("%-8s %4s %-22s %12s %10s   seconds%n", "sampler", "lag", "ground", "mean best", "± s.e.");
        for (Ground ground : grounds()) {
            for (String type : SAMPLERS.split(",")) {
                Sampler sampler = Catalogue.SAMPLERS.named(type).orElseThrow();
                for (String lag : sampler.lag(1).isPresent() ? LAGS.split(",") : new String[] {"1"}) {
                    print(type, Integer.parseInt(lag), ground, sampler);
                }
            }
        }
    }

    private static void print(String type, int lag, Ground ground, Sampler sampler) {
        long first = Long.getLong("tamis.benchmark.first", ground instanceof TuningGround ? 1000 : 0);
        long start = System.nanoTime();
        double[] best = LongStream.range(first, first + SEEDS)
                .mapToDouble(seed -> LaggedSearch.best(sampler, ground, lag, seed, TRIALS))
                .toArray();
        double mean = Arrays.stream(best).average().orElseThrow();
        double variance =
                Arrays.stream(best).map(each -> (each - mean) * (each - mean)).sum() / (SEEDS - 1);
        System.out.printf(
                "%-8s %4d %-22s %12.4f %10.4f   %.1f%n",
                type, lag, ground, mean, Math.sqrt(variance / SEEDS), (System.nanoTime() - start) / 1e9);
    }

    private static List<Ground> grounds() {
        List<Ground> all = new ArrayList<>(List.of(Landscape.values()));
        List<Ground> tuning = List.of(TuningGround.values());
        return switch (GROUNDS) {
            case "ALL" -> all;
            case "TUNING" -> tuning;
            default ->
                Stream.concat(all.stream(), tuning.stream())
                        .filter(each -> Arrays.stream(GROUNDS.split(","))
                                .anyMatch(part -> each.toString().startsWith(part)))
                        .toList();
        };
    }
}
