package dev.tamis.benchmark;

import dev.tamis.search.Ask;
import dev.tamis.search.Catalogue;
import dev.tamis.search.History;
import dev.tamis.search.Outcome;
import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Processor time of one draw after 100 and 1,000 trials of ten hyperparameters with 16 under way, the median of many: {@code ./mvnw
 * -Pbenchmark verify -Dit.test=DrawTimesBenchmark}.
 */
class DrawTimesBenchmark {

    private static final int HYPERPARAMETERS = 10;
    private static final int UNDER_WAY = 16;
    /** Objectives and constraints. */
    private static final int[][] KINDS = {{1, 0}, {1, 2}, {2, 0}, {3, 0}, {2, 1}, {3, 5}};

    private static final int DRAWS = Integer.getInteger("tamis.benchmark.draws", 41);

    @Test
    void ofSamplersThatLearn() {
        main();
    }

    public static void main(String... none) {
        System.out.printf("%-8s %10s %11s %14s %14s%n", "", "objectives", "constraints", "100 trials", "1,000 trials");
        for (String type : List.of("TPE", "GP", "CMA_ES", "NSGA_II")) {
            Sampler sampler = Catalogue.SAMPLERS.named(type).orElseThrow();
            for (int[] kind : KINDS) {
                if (kind[0] == 1 || sampler.takesSeveralObjectives()) {
                    // Until it is compiled.
                    median(sampler, 100, kind[0], kind[1]);
                    System.out.printf(
                            "%-8s %10d %11d %11.1f ms %11.1f ms%n",
                            type,
                            kind[0],
                            kind[1],
                            median(sampler, 100, kind[0], kind[1]),
                            median(sampler, 1_000, kind[0], kind[1]));
                }
            }
        }
    }

    private static double median(Sampler sampler, int ended, int objectives, int constraints) {
        SearchSpace space = space();
        List<Parameters> points = new RandomSampler().draw(new Ask(space, new Seed(1), 0, ended + UNDER_WAY));
        History history = new History(
                IntStream.range(0, ended)
                        .mapToObj(i -> new History.Ended(
                                i, points.get(i), Optional.of(outcome(points.get(i), objectives, constraints))))
                        .toList(),
                IntStream.range(ended, ended + UNDER_WAY)
                        .mapToObj(i -> new History.UnderWay(i, points.get(i)))
                        .toList());
        double[] times = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            Ask ask = new Ask(space, new Seed(i), ended + UNDER_WAY, 1, history);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sampler.draw(ask);
            times[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(times);
        return times[DRAWS / 2];
    }

    private static Outcome outcome(Parameters point, int objectives, int constraints) {
        return new Outcome(
                IntStream.range(0, objectives)
                        .mapToObj(k -> -cost(point, 0.3 + 0.2 * k))
                        .toList(),
                IntStream.range(0, constraints)
                        .mapToObj(k -> cost(point, 0.1 * k) - 3)
                        .toList());
    }

    private static double cost(Parameters point, double aim) {
        return point.values().values().stream()
                .mapToDouble(value -> Math.pow((Double) value - aim, 2))
                .sum();
    }

    private static SearchSpace space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, HYPERPARAMETERS).forEach(i -> domains.put("x" + i, new FloatDomain(0, 1, Scale.LINEAR)));
        return new SearchSpace(domains);
    }
}
