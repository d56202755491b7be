package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestOfMeansTest {

    /** Dunnett, JASA 50 (1955), table 1a: what 95 of 100 do not pass. */
    @ParameterizedTest
    @CsvSource({
        "2.02,1,5",
        "2.44,2,5",
        "2.68,3,5",
        "2.85,4,5",
        "1.81,1,10",
        "2.15,2,10",
        "2.34,3,10",
        "2.47,4,10",
        "2.48,9,60"
    })
    void thePointsAreDunnetts(double point, int others, int degrees) {
        assertThat(BestOfMeans.dunnett(point, others, degrees)).isEqualTo(0.95, within(0.0012));
    }

    @Test
    void twoCandidatesAreComparedByStudentsTest() {
        // means 0.9 and 0.8, squares 0.0002 and 0.0002 over two degrees of freedom: t = 0.1 / sqrt(0.0002 * 2 / 2)
        double[] p = BestOfMeans.pValues(List.of(new double[] {0.89, 0.91}, new double[] {0.79, 0.81}));

        assertThat(p[0]).isEqualTo(1);
        assertThat(p[1]).isEqualTo(TDistribution.of(2).survivalProbability(0.1 / Math.sqrt(0.0002)), within(2e-4));
    }

    @Test
    void oneRepeatEachTellsNothing() {
        assertThat(BestOfMeans.pValues(List.of(new double[] {0.9}, new double[] {0.1})))
                .containsExactly(1, 1);
    }

    @Test
    void withoutAnySpreadWhatIsWorseIsWorse() {
        assertThat(BestOfMeans.pValues(List.of(new double[] {3, 3}, new double[] {2, 2}, new double[] {3, 3})))
                .containsExactly(1, 0, 1);
    }

    @Test
    void candidatesHaveAsManyRepeatsAsEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestOfMeans.pValues(List.of(new double[] {1, 2}, new double[] {1})))
                .withMessageContaining("[2, 1]");
    }

    /** Of five that are alike, the first stands out from the second no more often than the level says. */
    @Test
    void whatIsAlikeIsSeldomToldApart() {
        SplittableRandom random = new SplittableRandom(7);
        long toldApart = IntStream.range(0, 2_000)
                .filter(experiment -> {
                    List<double[]> repeats = IntStream.range(0, 5)
                            .mapToObj(each -> new double[] {gaussian(random), gaussian(random)})
                            .toList();
                    return Arrays.stream(BestOfMeans.pValues(repeats))
                                    .filter(p -> p > BestOfMeans.LEVEL)
                                    .count()
                            == 1;
                })
                .count();

        assertThat(toldApart / 2_000.0).isLessThan(BestOfMeans.LEVEL);
    }

    private static double gaussian(SplittableRandom random) {
        return random.nextGaussian();
    }
}
