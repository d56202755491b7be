package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.Seed;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class RankSumTest {

    @Test
    void theNormalApproximationIsThatOfTheLibrary() {
        RandomGenerator random = new Seed(1).generator();
        for (int i = 0; i < 200; i++) {
            boolean tied = i % 2 == 0;
            double[] best = values(random, 51 + random.nextInt(100), tied);
            double[] others = values(random, 1 + random.nextInt(30), tied);
            double expected = MannWhitneyUTest.withDefaults()
                    .with(AlternativeHypothesis.LESS_THAN)
                    .with(PValueMethod.ASYMPTOTIC)
                    .test(others, best)
                    .getPValue();

            assertThat(new RankSum(best).worse(others)).isCloseTo(expected, within(1e-12));
        }
    }

    /** To the last bit: nobody's range may move because the library is asked less often. */
    @Test
    void bothSidesAreThoseOfTheLibrary() {
        RandomGenerator random = new Seed(2).generator();
        for (int i = 0; i < 200; i++) {
            boolean tied = i % 2 == 0;
            double[] some = values(random, 1 + random.nextInt(200), tied);
            double[] others = values(random, 3 + random.nextInt(100), tied);
            double expected = MannWhitneyUTest.withDefaults().test(others, some).getPValue();

            assertThat(new RankSum(some).different(others)).isEqualTo(Double.isNaN(expected) ? 1 : expected);
        }
        assertThat(new RankSum(new double[60]).different(new double[3])).isEqualTo(1);
        assertThat(new RankSum(new double[6]).different(new double[3])).isEqualTo(1);
    }

    /** -Infinity is the merit of a trial that failed. */
    @Test
    void failedTrialsAreWorse() {
        double[] best = IntStream.range(0, 60).mapToDouble(i -> i).toArray();
        double[] failed = new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

        assertThat(new RankSum(best).worse(failed)).isBetween(1e-6, 3e-3);
        assertThat(new RankSum(failed).worse(failed)).isGreaterThan(0.3);
    }

    private static double[] values(RandomGenerator random, int count, boolean tied) {
        return random.doubles(count)
                .map(value -> tied ? Math.rint(8 * value) : value)
                .toArray();
    }
}
