package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    private static final Objective MAXIMIZE = Objective.exact(Direction.MAXIMIZE);

    @Test
    void sharesSumToOneAndTheParameterThatMattersHasMostOfThem() {
        Map<String, Double> shares = importance(Trials.logSpace(3), 300, position -> -Math.abs(position - 0.3));

        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(shares.get("p0")).isGreaterThan(0.85);
    }

    @Test
    void twoParametersThatMatterAlikeShareAlike() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(
                space,
                5,
                5000,
                point -> ScoredTrial.of(
                        point, Trials.position(space, point, "p0") + Trials.position(space, point, "p1")));

        assertThat(Importance.of(space, trials, MAXIMIZE).get("p0")).isCloseTo(0.5, within(0.05));
    }

    /** Choices A, B: the good tenth is all A, so the divergence is 2 * (1/2 (2-1)^2) = 1; the number's is that of a half. */
    @Test
    void aChoiceThatDecidesAlikeANumberIsAsImportant() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("choice", new CategoricalDomain(List.of("A", "B")));
        domains.put("number", new FloatDomain(0, 1, Scale.LINEAR));
        SearchSpace space = new SearchSpace(domains);
        List<ScoredTrial> trials = Trials.scored(space, 1, 4000, point -> {
            boolean isGood = point.values().get("choice").equals("A")
                    && (Double) point.values().get("number") < 0.5;
            return ScoredTrial.of(point, isGood ? 1 : 0);
        });

        assertThat(Importance.of(space, trials, MAXIMIZE).get("choice")).isCloseTo(0.5, within(0.05));
    }

    @Test
    void withoutADifferenceAllSharesAreZero() {
        assertThat(importance(Trials.logSpace(3), 100, position -> 7).values()).containsOnly(0.0);
        assertThat(Importance.of(Trials.logSpace(2), List.of(), MAXIMIZE).values())
                .containsExactly(0.0, 0.0);
        assertThat(importance(Trials.logSpace(2), 5, position -> position).values())
                .containsOnly(0.0);
    }

    @Test
    void failedTrialsCountAsWorst() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(
                space,
                1,
                200,
                point -> Trials.position(space, point, "p1") < 0.9
                        ? ScoredTrial.failed(point)
                        : ScoredTrial.of(point, 1));

        assertThat(Importance.of(space, trials, MAXIMIZE).get("p1")).isGreaterThan(0.9);
    }

    @Test
    void tenThousandTrialsOfTenParametersAreNoTrouble() {
        Map<String, Double> shares = importance(Trials.logSpace(10), 10_000, position -> position);

        assertThat(shares).hasSize(10);
        assertThat(shares.get("p0")).isGreaterThan(0.99);
    }

    private static Map<String, Double> importance(SearchSpace space, int trials, ToDoubleFunction<Double> ofP0) {
        return Importance.of(
                space,
                Trials.scored(
                        space,
                        1,
                        trials,
                        (Parameters point) ->
                                ScoredTrial.of(point, ofP0.applyAsDouble(Trials.position(space, point, "p0")))),
                MAXIMIZE);
    }
}
