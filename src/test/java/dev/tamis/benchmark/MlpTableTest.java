package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.AutoSampler;
import dev.tamis.search.sampler.RandomSampler;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The short form of {@code MlpTablesBenchmark}. */
class MlpTableTest {

    private static final int SEEDS = 4;

    /** Over all eight tables and twenty seeds it leaves 0.63 of it. */
    @Test
    void theChosenSamplerLeavesThreeQuartersOfWhatRandomSearchLeavesAtMost() {
        MlpTable table = new MlpTable("hpobench-segment");

        assertThat(regret(table, new AutoSampler())).isLessThan(0.75 * regret(table, new RandomSampler()));
    }

    /** Measured elsewhere, with another library and another generator: 13.0; the standard error of ours is 1.4. */
    @Test
    void randomSearchLeavesWhatOthersHaveMeasured() {
        MlpTable table = new MlpTable("hpobench-segment");

        assertThat(LongStream.range(0, 40)
                        .mapToDouble(seed -> table.regret(new RandomSampler(), 1, seed, 100))
                        .average()
                        .orElseThrow())
                .isBetween(13.0 - 3 * 1.4, 13.0 + 3 * 1.4);
    }

    /** The short form of {@code ConfirmationBenchmark}: over 400 seeds 0.79 of it is left. */
    @Test
    void trainingTheBestFiveTwiceMoreLeavesLessToGain() {
        MlpTable table = new MlpTable("hpobench-australian");

        List<MlpTable.Confirmed> searches = LongStream.range(0, 100)
                .mapToObj(seed -> table.confirmed(new RandomSampler(), 8, seed, 100, 5, 2))
                .toList();

        assertThat(searches.stream().mapToDouble(MlpTable.Confirmed::repeats).sum())
                .isLessThan(0.9
                        * searches.stream()
                                .mapToDouble(MlpTable.Confirmed::search)
                                .sum());
    }

    private static double regret(MlpTable table, Sampler sampler) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> table.regret(sampler, 8, seed, 100))
                .sum();
    }
}
