package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the mean over 400,000 draws from the models of by how much the hypervolume grows, reckoned by other code. */
class HypervolumeImprovementTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void itIsTheMeanGrowthOfTheHypervolume(int objectives) {
        Posterior[] posteriors = posteriors(objectives);
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1);
        List<double[]> front = front(objectives);
        HypervolumeImprovement improvement = new HypervolumeImprovement(posteriors, front, reference);
        for (double[] place : Places.some(3, 9)) {
            double mean = drawn(posteriors, front, reference, place);

            assertThat(Math.exp(improvement.at(place, null))).isCloseTo(mean, within(0.02 * mean + 1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void itsDerivativesAreRight(int objectives) {
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1);
        HypervolumeImprovement improvement =
                new HypervolumeImprovement(posteriors(objectives), front(objectives), reference);
        for (double[] place : Places.some(6, 7)) {
            double choice = place[2];
            Slopes.assertRight(
                    (x, gradient) -> {
                        double[] slopes = new double[3];
                        double value = improvement.at(new double[] {x[0], x[1], choice}, slopes);
                        System.arraycopy(slopes, 0, gradient, 0, 2);
                        return value;
                    },
                    new double[] {place[0], place[1]});
        }
    }

    @Test
    void whereNothingCanBeWonItIsTheLogarithmOfNextToNothingAndFlat() {
        Posterior[] posteriors = posteriors(2);
        HypervolumeImprovement improvement =
                new HypervolumeImprovement(posteriors, List.of(new double[] {-900, -900}), new double[] {-800, -800});
        double[] gradient = {7, 7, 7};

        assertThat(improvement.at(Places.some(1, 3).get(0), gradient)).isEqualTo(Math.log(1e-300));
        assertThat(gradient).containsOnly(0);
    }

    /** Boxes over a front of many points: each point is in none of them if it is dominated or beyond the reference, else in one. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void boxesCoverWhatIsNotDominatedOnce(int objectives) {
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1);
        List<double[]> front = front(objectives);
        double[][] levels = new double[objectives][];
        Arrays.setAll(levels, k -> {
            List<Double> all =
                    new ArrayList<>(front.stream().map(each -> each[k]).toList());
            all.add(reference[k]);
            return all.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .distinct()
                    .toArray();
        });
        Boxes boxes = new Boxes(levels, front);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 10_000; i++) {
            double[] point = random.doubles(objectives, -1.2, 1.2).toArray();
            boolean isOpen = Arrays.stream(point).allMatch(each -> each < 1)
                    && front.stream().noneMatch(each -> dominates(each, point));
            int holding = 0;
            for (int box = 0; box < boxes.uppers.size(); box++) {
                boolean holds = true;
                for (int k = 0; k < objectives; k++) {
                    int low = boxes.lowers.get(box)[k];
                    holds &= point[k] < levels[k][boxes.uppers.get(box)[k]] && (low < 0 || point[k] >= levels[k][low]);
                }
                holding += holds ? 1 : 0;
            }
            assertThat(holding).isEqualTo(isOpen ? 1 : 0);
        }
    }

    private static boolean dominates(double[] one, double[] other) {
        for (int k = 0; k < one.length; k++) {
            if (one[k] > other[k]) {
                return false;
            }
        }
        return true;
    }

    private static double drawn(Posterior[] posteriors, List<double[]> front, double[] reference, double[] place) {
        SplittableRandom random = new SplittableRandom(8);
        double before = volume(front, reference);
        double sum = 0;
        int draws = 400_000;
        List<double[]> more = new ArrayList<>(front);
        more.add(null);
        Belief[] beliefs =
                Arrays.stream(posteriors).map(each -> each.at(place, false)).toArray(Belief[]::new);
        for (int i = 0; i < draws; i++) {
            double[] costs = new double[posteriors.length];
            Arrays.setAll(costs, k -> beliefs[k].mean() + beliefs[k].deviation() * random.nextGaussian());
            more.set(front.size(), costs);
            sum += volume(more, reference) - before;
        }
        return sum / draws;
    }

    private static double volume(List<double[]> costs, double[] reference) {
        return Hypervolume.of(
                costs.stream().map(HypervolumeImprovementTest::turned).toList(), turned(reference));
    }

    private static double[] turned(double[] costs) {
        return Arrays.stream(costs).map(each -> -each).toArray();
    }

    private static List<double[]> front(int objectives) {
        return objectives == 2
                ? List.of(new double[] {-0.9, 0.6}, new double[] {-0.2, 0.1}, new double[] {0.7, -0.8})
                : List.of(
                        new double[] {-0.9, 0.6, 0.2},
                        new double[] {-0.2, 0.1, 0.3},
                        new double[] {0.7, -0.8, 0.2},
                        new double[] {-0.2, 0.6, -0.5});
    }

    private static Posterior[] posteriors(int objectives) {
        List<double[]> known = Places.some(12, 4);
        Posterior[] posteriors = new Posterior[objectives];
        for (int k = 0; k < objectives; k++) {
            double[] values = new SplittableRandom(k).doubles(12, -1, 1).toArray();
            posteriors[k] = new Posterior(
                    Places.DISTANCES,
                    known,
                    Places.some(2, 5),
                    new Fit.Parameters(new double[] {4, 0.5, 1.5}, 0.01, 0.6, values));
        }
        return posteriors;
    }
}
