package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final SearchSpace SPACE = new SearchSpace(Map.of("x", new FloatDomain(0, 1, Scale.LINEAR)));

    @Test
    void onlyWhatLearnsHasALagAndItIsTheParallelTrialsUnlessItIsNamed() {
        assertThat(new RandomSampler().lag(16)).isEmpty();
        assertThat(new LearningSampler(null).lag(16)).contains(new Lag(16));
        assertThat(new LearningSampler(3).lag(16)).contains(new Lag(3));
        assertThatThrownBy(() -> new Lag(0)).isInstanceOf(InvalidField.class).hasMessageContaining("must be >= 1");
    }

    @Test
    void aTrialMayBeDrawnOnceAllUpToItsLagBeforeItHaveEnded() {
        for (int lag : List.of(1, 2, 3, 7, 100)) {
            for (int planned : List.of(1, 5, 20)) {
                for (int ended = 0; ended <= planned; ended++) {
                    int known = ended;
                    long byTheRule = IntStream.range(0, planned)
                            .filter(n -> IntStream.range(0, n - lag + 1).allMatch(before -> before < known))
                            .count();
                    assertThat(new Lag(lag).reach(ended, planned))
                            .as("lag %d, %d of %d ended", lag, ended, planned)
                            .isEqualTo((int) byTheRule);
                }
            }
        }
    }

    @Test
    void aDrawSeesTheResultsUpToItsLagAndThePointsOfTheTrialsBetweenThoughSomeHaveEnded() {
        List<Ask> asks = new ArrayList<>();
        Sampler recording = recording(asks);
        List<Lag.Drawn> drawn = List.of(ended(0, 0.5), failed(1), underWay(0.2), ended(0.3, 0.9));

        new Lag(3).draw(recording, new Lag.Round(SPACE, new Seed(1), 10, 20), drawn);

        assertThat(asks).singleElement().satisfies(ask -> {
            assertThat(ask.first()).isEqualTo(14);
            assertThat(ask.history())
                    .isEqualTo(new History(
                            List.of(
                                    new History.Ended(10, point(0), Optional.of(Outcome.of(0.5))),
                                    new History.Ended(11, point(1), Optional.empty())),
                            List.of(new History.UnderWay(12, point(0.2)), new History.UnderWay(13, point(0.3)))));
        });
    }

    /** Trials end in any order, and are drawn whenever somebody looks: nobody can tell from the points. */
    @Test
    void thePointsAreTheSameInWhateverOrderTrialsEndAndWheneverTheyAreDrawn() {
        for (int lag : List.of(1, 2, 5, 16, 40)) {
            List<Parameters> oneByOne = simulate(lag, 25, new SplittableRandom(0), true);
            for (int seed = 1; seed <= 20; seed++) {
                assertThat(simulate(lag, 25, new SplittableRandom(seed), false))
                        .as("lag %d, order %d", lag, seed)
                        .isEqualTo(oneByOne);
            }
        }
        assertThat(simulate(2, 25, new SplittableRandom(1), false))
                .as("another lag sees other results")
                .isNotEqualTo(simulate(3, 25, new SplittableRandom(1), false));
    }

    /** All points of a round. @param inOrder whether trials end by number */
    private static List<Parameters> simulate(int lag, int planned, SplittableRandom random, boolean inOrder) {
        Lag.Round round = new Lag.Round(SPACE, new Seed(7), 3, planned);
        TreeMap<Integer, Lag.Drawn> drawn = new TreeMap<>();
        while (true) {
            List<Integer> underWay = drawn.keySet().stream()
                    .filter(each -> !drawn.get(each).ended())
                    .toList();
            assertThat(underWay.size()).isLessThanOrEqualTo(lag);
            if (underWay.isEmpty() || random.nextBoolean()) {
                List<Parameters> points = new Lag(lag).draw(new LearningSampler(), round, List.copyOf(drawn.values()));
                if (points.isEmpty() && underWay.isEmpty()) {
                    assertThat(drawn).hasSize(planned);
                    return drawn.values().stream().map(Lag.Drawn::point).toList();
                }
                points.forEach(point -> drawn.put(drawn.size(), Lag.Drawn.now(point)));
            } else {
                int ends = underWay.get(inOrder ? 0 : random.nextInt(underWay.size()));
                Parameters point = drawn.get(ends).point();
                double x = (double) point.values().get("x");
                drawn.put(
                        ends,
                        new Lag.Drawn(point, true, ends % 4 == 3 ? Optional.empty() : Optional.of(Outcome.of(-x * x))));
            }
        }
    }

    @Test
    void whatIsNoPointOfTheSpaceIsNotTaken() {
        Sampler outside = new Elsewhere(ask -> List.of(point(7)));
        Lag.Round round = new Lag.Round(SPACE, new Seed(1), 0, 1);

        assertThatThrownBy(() -> new Lag(1).draw(outside, round, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must draw one point of the space for trial 0");
    }

    private static Sampler recording(List<Ask> asks) {
        return new Elsewhere(ask -> {
            asks.add(ask);
            return List.of(point(0.5));
        });
    }

    private record Elsewhere(Function<Ask, List<Parameters>> draws) implements Sampler {

        @Override
        public String type() {
            return "ELSEWHERE";
        }

        @Override
        public String meaning() {
            return "draws what a test says";
        }

        @Override
        public List<Parameters> draw(Ask ask) {
            return draws.apply(ask);
        }
    }

    private static Parameters point(double x) {
        return new Parameters(Map.of("x", x));
    }

    private static Lag.Drawn ended(double x, double merit) {
        return new Lag.Drawn(point(x), true, Optional.of(Outcome.of(merit)));
    }

    private static Lag.Drawn failed(double x) {
        return new Lag.Drawn(point(x), true, Optional.empty());
    }

    private static Lag.Drawn underWay(double x) {
        return Lag.Drawn.now(point(x));
    }
}
