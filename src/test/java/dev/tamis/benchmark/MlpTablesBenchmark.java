package dev.tamis.benchmark;

import dev.tamis.search.Catalogue;
import dev.tamis.search.Sampler;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How much of what is to gain samplers leave on real MLPs, ± standard error: {@code ./mvnw -Pbenchmark verify -Dit.test=MlpTablesBenchmark}.
 * By properties: {@code samplers}, {@code lag}, {@code seeds}, {@code first} (seed).
 */
class MlpTablesBenchmark {

    private static final String SAMPLERS = System.getProperty("tamis.benchmark.samplers", "RANDOM,TPE,GP,CMA_ES");
    private static final int LAG = Integer.getInteger("tamis.benchmark.lag", 8);
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 20);
    private static final long FIRST = Long.getLong("tamis.benchmark.first", 0);
    private static final int TRIALS = Integer.getInteger("tamis.benchmark.trials", 100);

    @Test
    void regretAfterAHundredTrials() {
        main();
    }

    public static void main(String... none) {
        String[] types = SAMPLERS.split(",");
        double[] sums = new double[types.length];
        System.out.printf("%-36s%s%n", "", Arrays.toString(types));
        for (String name : MlpTable.NAMES) {
            MlpTable table = new MlpTable(name);
            System.out.printf("%-36s", name);
            for (int i = 0; i < types.length; i++) {
                Sampler sampler = Catalogue.SAMPLERS.named(types[i]).orElseThrow();
                double[] regrets = LongStream.range(FIRST, FIRST + SEEDS)
                        .mapToDouble(seed -> table.regret(sampler, LAG, seed, TRIALS))
                        .toArray();
                double mean = Arrays.stream(regrets).average().orElseThrow();
                double variance = Arrays.stream(regrets)
                                .map(each -> (each - mean) * (each - mean))
                                .sum()
                        / (SEEDS - 1);
                sums[i] += mean;
                System.out.printf("%8.2f ±%5.2f", mean, Math.sqrt(variance / SEEDS));
            }
            System.out.println();
        }
        System.out.printf("%-36s", "mean");
        Arrays.stream(sums).forEach(sum -> System.out.printf("%8.2f       ", sum / MlpTable.NAMES.size()));
        System.out.println();
    }
}
