package dev.tamis.benchmark;

import dev.tamis.search.Catalogue;
import dev.tamis.search.Lag;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Sampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What conditions are worth: four kinds of optimizer, each with a best rate and up to two numbers of its own, searched with conditions and
 * without, when all numbers are there in every trial and those of other kinds do nothing. The least value is 0. By properties: {@code
 * samplers}, {@code lag}, {@code seeds}, {@code first} (seed).
 */
class ConditionalBenchmark {

    private static final String SAMPLERS = System.getProperty("tamis.benchmark.samplers", "RANDOM,SOBOL,TPE,GP,CMA_ES");
    private static final int LAG = Integer.getInteger("tamis.benchmark.lag", 8);
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 20);
    private static final long FIRST = Long.getLong("tamis.benchmark.first", 0);

    /** What a kind reads, where that is best, and how good it gets. */
    private enum Kind {
        PLAIN(0.8, 0.3),
        HEAVY(0.5, 0.05, "a"),
        QUICK(0.6, 0.1, "b"),
        CLEVER(0.3, 0.0, "c", "d");

        private final double rate;
        private final double floor;
        private final List<String> reads;

        Kind(double rate, double floor, String... reads) {
            this.rate = rate;
            this.floor = floor;
            this.reads = List.of(reads);
        }

        double cost(Parameters point) {
            double cost = floor + square(real(point, "rate") - rate);
            for (String name : reads) {
                cost += square(real(point, name) - 0.75);
            }
            return cost;
        }

        private static double real(Parameters point, String name) {
            return (Double) point.values().get(name);
        }

        private static double square(double real) {
            return real * real;
        }
    }

    @Test
    void meanBestOfHundredTrialsWithConditionsAndWithout() {
        main();
    }

    public static void main(String... none) {
        System.out.printf("%-8s %6s %22s %22s%n", "sampler", "trials", "with ± s.e.", "without ± s.e.");
        for (String type : SAMPLERS.split(",")) {
            Sampler sampler = Catalogue.SAMPLERS.named(type).orElseThrow();
            for (int trials : new int[] {50, 100}) {
                System.out.printf(
                        "%-8s %6d %22s %22s%n",
                        type, trials, mean(sampler, space(true), trials), mean(sampler, space(false), trials));
            }
        }
    }

    private static String mean(Sampler sampler, SearchSpace space, int trials) {
        double[] best = LongStream.range(FIRST, FIRST + SEEDS)
                .mapToDouble(seed ->
                        LaggedSearch.run(
                                        sampler,
                                        new Lag.Round(space, new Seed(seed), 0, trials),
                                        LAG,
                                        ConditionalBenchmark::cost)
                                .stream()
                                .mapToDouble(
                                        each -> -each.outcome().orElseThrow().merit())
                                .min()
                                .orElseThrow())
                .toArray();
        double mean = Arrays.stream(best).average().orElseThrow();
        double variance =
                Arrays.stream(best).map(each -> (each - mean) * (each - mean)).sum() / (SEEDS - 1);
        return String.format("%.4f ± %.4f", mean, Math.sqrt(variance / SEEDS));
    }

    private static double cost(Parameters point) {
        return Kind.valueOf((String) point.values().get("kind")).cost(point);
    }

    private static SearchSpace space(boolean conditional) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        domains.put(
                "kind",
                new CategoricalDomain(
                        Arrays.stream(Kind.values()).<Object>map(Kind::name).toList()));
        domains.put("rate", new FloatDomain(0, 1, Scale.LINEAR));
        for (Kind kind : Kind.values()) {
            for (String name : kind.reads) {
                domains.put(name, new FloatDomain(0, 1, Scale.LINEAR));
                conditions.put(name, new Condition(Map.of("kind", List.of(kind.name()))));
            }
        }
        return new SearchSpace(domains, conditional ? conditions : Map.of());
    }
}
