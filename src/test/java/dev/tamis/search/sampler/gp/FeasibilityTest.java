package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class FeasibilityTest {

    private static final double[] VALUES = {0.3, -1.2, 0.8, 0.1, -0.4, 1.9, -0.7, 0.2, -1.6, 0.9, 0.5, -0.8};

    private final Posterior first = posterior(4);
    private final Posterior second = posterior(6);
    private final Feasibility feasibility = new Feasibility(new Posterior[] {first, second}, new double[] {0.2, -30});

    @Test
    void itIsTheProductOfTheChancesHoweverSmall() {
        for (double[] place : Places.some(6, 9)) {
            Belief one = first.at(place, false);
            Belief other = second.at(place, false);
            double chance = NormalDistribution.of(one.mean(), one.deviation()).cumulativeProbability(0.2);
            double far = (-30 - other.mean()) / other.deviation();
            // The tail's asymptotic expansion (Abramowitz and Stegun, 26.2.12).
            double tail = -far * far / 2
                    - Math.log(2 * Math.PI) / 2
                    - Math.log(-far)
                    + Math.log(1 - 1 / (far * far) + 3 / Math.pow(far, 4));

            assertThat(feasibility.at(place, null)).isCloseTo(Math.log(chance) + tail, within(1e-3));
        }
    }

    @Test
    void itsDerivativesAreRight() {
        for (double[] place : Places.some(6, 7)) {
            double choice = place[2];
            Slopes.assertRight(
                    (x, gradient) -> {
                        double[] slopes = {7, 7, 7};
                        double value = feasibility.at(new double[] {x[0], x[1], choice}, slopes);
                        System.arraycopy(slopes, 0, gradient, 0, 2);
                        return value;
                    },
                    new double[] {place[0], place[1]});
        }
    }

    @Test
    void chancesAreNothingOrWhollySureWithoutBeingNoNumbers() {
        for (double far : new double[] {-1e6, -40, -1, 0, 1, 40, 1e6}) {
            assertThat(LogImprovement.logChance(far)).isFinite().isNotPositive();
        }
        assertThat(LogImprovement.logChance(0)).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(LogImprovement.logChance(-1 + 1e-9)).isCloseTo(LogImprovement.logChance(-1 - 1e-9), within(1e-8));
    }

    @Test
    void excessesAreStandardisedAndTheirBoundStaysBetweenWhatIsFeasibleAndWhatIsNot() {
        double[] excesses = {-0.5, 0.0, 0.01, 2, 1e300, -3, -1e-9};

        Bilog scaled = Bilog.of(excesses);

        for (int i = 0; i < excesses.length; i++) {
            assertThat(scaled.values()[i] <= scaled.bound()).isEqualTo(excesses[i] <= 0);
        }
        assertThat(Arrays.stream(scaled.values()).average().orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(Bilog.of(new double[] {0, 0, 0})).matches(each -> each.bound() == 0 && each.values()[1] == 0);
        assertThat(Bilog.of(new double[] {2, 2, 2}).bound())
                .isLessThan(Bilog.of(new double[] {2, 2, 2}).values()[0]);
    }

    private static Posterior posterior(long seed) {
        return new Posterior(
                Places.DISTANCES,
                Places.some(12, seed),
                List.of(),
                new Fit.Parameters(new double[] {4, 0.5, 1.5}, 0.01, 1.7, VALUES));
    }
}
