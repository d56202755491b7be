package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class SignificanceTest {

    @Test
    void atTwoPositionsTheTrendIsStudentsTest() {
        double[] a = {1.2, 0.7, 3.1, 2.2, 0.1};
        double[] b = {2.9, 4.0, 1.8, 3.3, 5.2, 2.4};
        double[] positions = {.25, .25, .25, .25, .25, .75, .75, .75, .75, .75, .75};
        double[] scores =
                IntStream.range(0, 11).mapToDouble(i -> i < 5 ? a[i] : b[i - 5]).toArray();

        double student = TTest.withDefaults()
                .with(org.apache.commons.statistics.inference.DataDispersion.HOMOSCEDASTIC)
                .test(a, b)
                .getPValue();

        assertThat(Significance.trend(positions, scores)).isCloseTo(student, within(1e-9));
    }

    @Test
    void aPeakInTheMiddleIsATrend() {
        double[] positions = IntStream.range(0, 20).mapToDouble(i -> i / 19.0).toArray();
        double[] peak =
                Arrays.stream(positions).map(p -> -(p - 0.5) * (p - 0.5)).toArray();

        assertThat(Significance.trend(positions, peak)).isLessThan(0.01);
    }

    @Test
    void nothingToCompareIsNoTrend() {
        assertThat(Significance.trend(new double[] {.5, .5, .5, .5}, new double[] {1, 2, 3, 4}))
                .isEqualTo(1);
        assertThat(Significance.trend(new double[] {.1, .2, .3, .4}, new double[] {1, 1, 1, 1}))
                .isEqualTo(1);
    }

    /** The first five within the top 7 of 100: the chance of five uniform numbers above 0.93 is 0.07^5. */
    @Test
    void leadersAtAnEndHaveTheChanceOfAPower() {
        double[] positions = new double[100];
        int[] leaders = {99, 98, 95, 94, 93};
        int other = 0;
        for (int i = 0; i < 100; i++) {
            int rank = i;
            positions[i] = i < 5 ? leaders[i] / 100.0 : 0;
            if (i >= 5) {
                while (other == 93 || other == 94 || other == 95 || other == 98 || other == 99) {
                    other++;
                }
                positions[rank] = other++ / 100.0;
            }
        }

        assertThat(Significance.leaders(positions, 5)).isCloseTo(3 * Math.pow(0.07, 5), within(1e-12));
    }

    @Test
    void leadersThatLieTogetherHaveTheChanceOfASpan() {
        // 39 of 100 ranks hold the five: 5 * 0.39^4 - 4 * 0.39^5 = 0.0796, the figure for the book's weight decays.
        double[] positions = new double[100];
        List<Integer> leaders = List.of(30, 35, 42, 63, 68);
        int next = 5;
        for (int rank = 0; rank < 100; rank++) {
            if (leaders.contains(rank)) {
                positions[leaders.indexOf(rank)] = rank / 100.0;
            } else {
                positions[next++] = rank / 100.0;
            }
        }

        assertThat(Significance.leaders(positions, 5)).isCloseTo(3 * 0.0796, within(1e-3));
    }

    @Test
    void fishersExampleCombines() {
        // Statistical Methods for Research Workers, section 21.1: 0.145, 0.263, 0.087 give chi-squared 11.42 on 6
        // degrees, 0.076.
        assertThat(Significance.combined(new double[] {0.145, 0.263, 0.087})).isCloseTo(0.076, within(5e-4));
    }

    @Test
    void correctionFollowsBenjaminiAndHochberg() {
        assertThat(Significance.corrected(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    }

    @Test
    void everyTestIsUniformUnderTheNullHypothesisAtItsLevels() {
        int trend = 0;
        int leaders = 0;
        int nearness = 0;
        for (int seed = 0; seed < 4000; seed++) {
            RandomGenerator random = new Seed(seed).derive("null").generator();
            double[] scores = random.doubles(30).toArray();
            Arrays.sort(scores);
            double[] merits =
                    IntStream.range(0, 30).mapToDouble(i -> scores[29 - i]).toArray();
            double[] x = random.doubles(30).toArray();
            double[] y = random.doubles(30).toArray();
            trend += Significance.trend(x, merits) <= 0.05 ? 1 : 0;
            leaders += Significance.leaders(x, 5) <= 0.05 ? 1 : 0;
            nearness += Significance.nearness(List.of(x, y), merits, 5) <= 0.05 ? 1 : 0;
        }

        // 200 expected, standard deviation 14; the leaders' test is cautious.
        assertThat(trend).isBetween(150, 250);
        assertThat(nearness).isBetween(150, 250);
        assertThat(leaders).isLessThan(250).isGreaterThan(20);
    }

    @Test
    void accuraciesScatterByTheirStandardErrorAndNoMore() {
        RandomGenerator random = new Seed(1).generator();
        double[] same = IntStream.range(0, 100)
                .mapToDouble(i -> Trials.accuracy(0.6, 100, random))
                .toArray();
        double[] different = IntStream.range(0, 100)
                .mapToDouble(i -> Trials.accuracy(0.4 + 0.004 * i, 100, random))
                .toArray();

        assertThat(Significance.dispersion(same, new Noise.Accuracy(100))).isGreaterThan(0.05);
        assertThat(Significance.dispersion(different, new Noise.Accuracy(100))).isLessThan(1e-6);
        assertThat(Significance.dispersion(same, new Noise.None())).isZero();
    }
}
