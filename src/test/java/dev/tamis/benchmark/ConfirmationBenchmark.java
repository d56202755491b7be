package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Catalogue;
import dev.tamis.search.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How much less is left to gain where the best trials of a search are trained again, ± standard error, and how often the winner is said to be
 * confirmed: {@code ./mvnw -Pbenchmark verify -Dit.test=ConfirmationBenchmark}. By properties: {@code sampler}, {@code seeds}, {@code top},
 * {@code repeats}.
 */
class ConfirmationBenchmark {

    private static final String SAMPLER = System.getProperty("tamis.benchmark.sampler", "RANDOM");
    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 400);
    private static final int TOP = Integer.getInteger("tamis.benchmark.top", 5);
    private static final int REPEATS = Integer.getInteger("tamis.benchmark.repeats", 2);
    private static final int LAG = 8;
    private static final int TRIALS = 100;

    /** Tables whose values are scores on few rows; those of hpolib are errors of regressions, which scatter less from seed to seed. */
    private static final String OF_FEW_ROWS = "hpobench";

    /** Regrets of the searches with one seed, over several tables. */
    private record Regrets(double search, double repeats, double all) {

        static Regrets mean(List<MlpTable.Confirmed> tables) {
            return new Regrets(
                    average(tables, MlpTable.Confirmed::search),
                    average(tables, MlpTable.Confirmed::repeats),
                    average(tables, MlpTable.Confirmed::all));
        }
    }

    @Test
    void trainingTheBestFiveTwiceMoreLeavesLessToGain() {
        assertThat(print()).as("share of the regret that is left").isLessThanOrEqualTo(0.85);
    }

    public static void main(String... none) {
        print();
    }

    /** @return what is left of the regret on the tables of few rows, as a share of that without repeats */
    private static double print() {
        Sampler sampler = Catalogue.SAMPLERS.named(SAMPLER).orElseThrow();
        System.out.printf("%s, best %d again %d times, %d seeds%n", SAMPLER, TOP, REPEATS, SEEDS);
        System.out.printf(
                "%-34s%15s%15s%15s%15s%15s%12s%14s%7s%n",
                "",
                "search",
                "repeats",
                "with search's",
                "of search",
                "with search's",
                "told apart",
                "right of these",
                "right");
        List<List<MlpTable.Confirmed>> ofFewRows = new ArrayList<>();
        List<List<MlpTable.Confirmed>> all = new ArrayList<>();
        for (String name : MlpTable.NAMES) {
            MlpTable table = new MlpTable(name);
            List<MlpTable.Confirmed> each = LongStream.range(0, SEEDS)
                    .mapToObj(seed -> table.confirmed(sampler, LAG, seed, TRIALS, TOP, REPEATS))
                    .toList();
            print(name, List.of(each));
            all.add(each);
            if (name.startsWith(OF_FEW_ROWS)) {
                ofFewRows.add(each);
            }
        }
        print("all", all);
        return print(OF_FEW_ROWS, ofFewRows);
    }

    /** @param tables of each the searches, seed by seed */
    private static double print(String name, List<List<MlpTable.Confirmed>> tables) {
        List<Regrets> regrets = IntStream.range(0, SEEDS)
                .mapToObj(seed -> Regrets.mean(
                        tables.stream().map(table -> table.get(seed)).toList()))
                .toList();
        double share = average(regrets, Regrets::repeats) / average(regrets, Regrets::search);
        double shareOfAll = average(regrets, Regrets::all) / average(regrets, Regrets::search);
        List<MlpTable.Confirmed> searches =
                tables.stream().flatMap(List::stream).toList();
        List<MlpTable.Confirmed> toldApart =
                searches.stream().filter(MlpTable.Confirmed::toldApart).toList();
        System.out.printf(
                "%-34s%s%s%s%s%s%12.3f%14.2f%7.2f%n",
                name,
                shown(average(regrets, Regrets::search), error(regrets, Regrets::search)),
                shown(average(regrets, Regrets::repeats), error(regrets, Regrets::repeats)),
                shown(average(regrets, Regrets::all), error(regrets, Regrets::all)),
                // of a ratio of two means, by the delta method
                shown(
                        share,
                        error(regrets, each -> each.repeats() - share * each.search())
                                / average(regrets, Regrets::search)),
                shown(
                        shareOfAll,
                        error(regrets, each -> each.all() - shareOfAll * each.search())
                                / average(regrets, Regrets::search)),
                (double) toldApart.size() / searches.size(),
                average(toldApart, each -> each.right() ? 1 : 0),
                average(searches, each -> each.right() ? 1 : 0));
        return share;
    }

    private static <T> double average(List<T> each, ToDoubleFunction<T> value) {
        return each.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static <T> double error(List<T> each, ToDoubleFunction<T> value) {
        double mean = average(each, value);
        double squares = each.stream()
                .mapToDouble(value)
                .map(one -> (one - mean) * (one - mean))
                .sum();
        return Math.sqrt(squares / (each.size() - 1) / each.size());
    }

    private static String shown(double mean, double error) {
        return String.format("%8.3f ±%5.3f", mean, error);
    }
}
