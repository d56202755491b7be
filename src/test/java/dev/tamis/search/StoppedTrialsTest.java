package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What trials that were stopped early are evidence of. */
class StoppedTrialsTest {

    private static final SearchSpace SPACE = new SearchSpace(Map.of(
            "a", new FloatDomain(0, 1, Scale.LINEAR),
            "b", new FloatDomain(0, 1, Scale.LINEAR)));

    @Property
    void whoWentFurtherRanksHigherAndOfThoseWhoWentAsFarWhoWasBetter(
            @ForAll @IntRange(min = 1, max = 100_000) int step,
            @ForAll @IntRange(min = 1, max = 100) int further,
            @ForAll double one,
            @ForAll double other) {
        Parameters point = Parameters.NONE;
        for (Direction direction : Direction.values()) {
            double merit = ScoredTrial.stopped(point, step, one).merit(direction);
            assertThat(merit)
                    .isLessThan(
                            ScoredTrial.stopped(point, step + further, other).merit(direction));
            assertThat(merit).isGreaterThan(ScoredTrial.failed(point).merit(direction));
            assertThat(merit).isLessThan(ScoredTrial.of(point, other % 1e9).merit(direction));
            double same = ScoredTrial.stopped(point, step, other).merit(direction);
            assertThat(Integer.signum(Double.compare(merit, same)))
                    .isIn(0, Integer.signum(Double.compare(direction.merit(one), direction.merit(other))));
        }
    }

    @Test
    void nearlyEqualValuesAreToldApart() {
        double lower = ScoredTrial.stopped(Parameters.NONE, 3, 0.101).merit(Direction.MAXIMIZE);
        double higher = ScoredTrial.stopped(Parameters.NONE, 3, 0.102).merit(Direction.MAXIMIZE);
        assertThat(lower).isLessThan(higher);
        assertThat(ScoredTrial.stopped(Parameters.NONE, 3, 0.101).merit(Direction.MINIMIZE))
                .isGreaterThan(ScoredTrial.stopped(Parameters.NONE, 3, 0.102).merit(Direction.MINIMIZE));
    }

    @Test
    void whatMattersIsFoundThoughNineTenthsAreStopped() {
        int narrowed = 0;
        int held = 0;
        double length = 0;
        for (int seed = 0; seed < 200; seed++) {
            RangeSuggestion a = suggestion(halved(seed, x -> -4 * (x - 0.6) * (x - 0.6)), "a");
            if (a.verdict() != Verdict.KEEP) {
                FloatDomain suggested = (FloatDomain) a.suggested();
                narrowed++;
                length += suggested.high() - suggested.low();
                held += suggested.low() < 0.6 && suggested.high() > 0.6 ? 1 : 0;
            }
        }
        assertThat(narrowed).isGreaterThan(190);
        assertThat(held).isGreaterThan(narrowed * 97 / 100);
        assertThat(length / narrowed).isBetween(0.2, 0.5);
    }

    /** At 5 % over two parameters, half of it spent on each alone; a standard error of 200 experiments is 1.5 %. */
    @Test
    void noiseMovesNoRange() {
        long moved = IntStream.range(0, 200)
                .filter(seed -> suggestion(halved(seed, x -> 0), "a").verdict() != Verdict.KEEP)
                .count();
        assertThat(moved).isLessThanOrEqualTo(12);
    }

    private static RangeSuggestion suggestion(List<ScoredTrial> trials, String parameter) {
        return new RangeAdvisor()
                        .suggest(SPACE, Grounds.of(trials), Ranking.exact(Direction.MAXIMIZE), name -> LegalRange.ANY)
                        .suggestions()
                        .stream()
                        .filter(each -> each.parameter().equals(parameter))
                        .findFirst()
                        .orElseThrow();
    }

    /** A hundred trials of which the best third passes step 1, of these the best third step 3, and of these the best third step 9. */
    private static List<ScoredTrial> halved(int seed, DoubleUnaryOperator ofA) {
        SplittableRandom random = new SplittableRandom(seed);
        record Drawn(Parameters point, double end) {}
        List<Drawn> left = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double a = random.nextDouble();
            Parameters point = new Parameters(Map.of("a", a, "b", random.nextDouble()));
            left.add(new Drawn(point, ofA.applyAsDouble(a) + 0.2 * random.nextGaussian()));
        }
        List<ScoredTrial> ended = new ArrayList<>();
        for (int step = 1; step < 27; step *= 3) {
            double noise = 0.3 / step;
            record Seen(Drawn trial, double value) {}
            List<Seen> seen = left.stream()
                    .map(each -> new Seen(each, each.end() + noise * random.nextGaussian()))
                    .sorted(Comparator.comparingDouble((Seen each) -> -each.value()))
                    .toList();
            int passing = (int) Math.ceil(seen.size() / 3.0);
            for (Seen each : seen.subList(passing, seen.size())) {
                ended.add(ScoredTrial.stopped(each.trial().point(), step, each.value()));
            }
            left = seen.subList(0, passing).stream().map(Seen::trial).toList();
        }
        left.forEach(each -> ended.add(ScoredTrial.of(each.point(), each.end())));
        return ended;
    }
}
