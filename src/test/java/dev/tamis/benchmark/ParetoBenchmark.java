package dev.tamis.benchmark;

import dev.tamis.search.Catalogue;
import dev.tamis.search.ParetoGround;
import dev.tamis.search.ParetoLandscape;
import dev.tamis.search.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How well samplers search for several things at a time, and within constraints: after 100 trials the hypervolume of what is feasible as a
 * share of the true front's, mean ± standard error; with one objective the least feasible cost. By properties: {@code samplers}, {@code lag},
 * {@code seeds}, {@code first} (seed), {@code trials}, {@code grounds} (a part of a name, {@code ALL} or {@code TUNING}).
 */
class ParetoBenchmark {

    private static final String SAMPLERS =
            System.getProperty("tamis.benchmark.samplers", "RANDOM,SOBOL,TPE,GP,NSGA_II,CMA_ES");
    private static final String GROUNDS = System.getProperty("tamis.benchmark.grounds", "ALL");
    private static final int LAG = Integer.getInteger("tamis.benchmark.lag", 8);
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 20);
    private static final int TRIALS = Integer.getInteger("tamis.benchmark.trials", 100);

    @Test
    void meanHypervolumeOfAHundredTrials() {
        main();
    }

    public static void main(String... none) {
        System.out.printf("%-8s %-24s %12s %10s   seconds%n", "sampler", "ground", "mean", "± s.e.");
        for (ParetoGround ground : grounds()) {
            for (String type : SAMPLERS.split(",")) {
                Sampler sampler = Catalogue.SAMPLERS.named(type).orElseThrow();
                if (ground.reference().length == 0 || sampler.takesSeveralObjectives()) {
                    print(type, ground, sampler);
                }
            }
        }
    }

    private static void print(String type, ParetoGround ground, Sampler sampler) {
        long first = Long.getLong("tamis.benchmark.first", ground instanceof ParetoTuningGround ? 1000 : 0);
        long start = System.nanoTime();
        double[] scores = LongStream.range(first, first + SEEDS)
                .mapToDouble(seed -> ParetoGround.score(sampler, ground, LAG, seed, TRIALS))
                .toArray();
        double mean = Arrays.stream(scores).average().orElseThrow();
        double variance =
                Arrays.stream(scores).map(each -> (each - mean) * (each - mean)).sum() / (SEEDS - 1);
        System.out.printf(
                "%-8s %-24s %12.4f %10.4f   %.1f%n",
                type, ground, mean, Math.sqrt(variance / SEEDS), (System.nanoTime() - start) / 1e9);
    }

    private static List<ParetoGround> grounds() {
        if (GROUNDS.equals("TUNING")) {
            return List.of(ParetoTuningGround.values());
        }
        return Stream.<ParetoGround>concat(
                        Arrays.stream(ParetoLandscape.values()),
                        GROUNDS.equals("ALL") ? Stream.of() : Arrays.stream(ParetoTuningGround.values()))
                .filter(each -> GROUNDS.equals("ALL") || each.toString().contains(GROUNDS))
                .toList();
    }
}
