package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void theSamePathGivesTheSameNumbers() {
        assertThat(new Seed(42).derive(3).derive("weights").generator().nextLong())
                .isEqualTo(new Seed(42).derive(3).derive("weights").generator().nextLong());
    }

    @Test
    void manyNumbersAtOnceAreThoseOfTheGenerator() {
        Seed seed = new Seed(-42).derive("dropout");
        long[] values = new long[1_003];

        seed.fill(values);

        assertThat(values).isEqualTo(seed.generator().longs(1_003).toArray());
    }

    @Test
    void everyStepOfThePathMatters() {
        Set<Long> seen = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int trial = 0; trial < 100; trial++) {
                for (String purpose : new String[] {"", "a", "b", "ab", "ba", "weights"}) {
                    seen.add(new Seed(seed).derive(trial).derive(purpose).value());
                }
            }
        }

        assertThat(seen).hasSize(10 * 100 * 6);
    }

    @Test
    void theFirstNumbersOfNeighbouringSeedsAreUniformAndUncorrelated() {
        double[] first = IntStream.range(0, 10_000)
                .mapToDouble(i -> new Seed(7).derive(i).generator().nextDouble())
                .toArray();
        double mean =
                IntStream.range(0, 10_000).mapToDouble(i -> first[i]).average().orElseThrow();
        double lag = IntStream.range(1, 10_000)
                .mapToDouble(i -> 12 * (first[i] - 0.5) * (first[i - 1] - 0.5))
                .average()
                .orElseThrow();

        // Standard errors: 0.0029 and 0.01.
        assertThat(mean).isCloseTo(0.5, within(0.012));
        assertThat(lag).isCloseTo(0, within(0.04));
    }
}
