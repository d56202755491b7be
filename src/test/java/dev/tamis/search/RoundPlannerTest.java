package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoundPlannerTest {

    private static final Ranking MAXIMIZE = Ranking.exact(Direction.MAXIMIZE);
    private static final Function<String, LegalRange> ANYTHING = name -> LegalRange.ANY;

    private final RoundPlanner planner = new RoundPlanner();
    private final SearchSpace wide = Trials.space("x", new FloatDomain(0, 1, Scale.LINEAR));
    private final SearchSpace narrow = Trials.space("x", new FloatDomain(0, 0.25, Scale.LINEAR));

    @Test
    void theNextRoundSearchesTheSuggestedRanges() {
        NextRound next = planner.plan(List.of(first(40)), MAXIMIZE, ANYTHING);

        assertThat(next.rollsBack()).isFalse();
        assertThat(next.parent()).isZero();
        assertThat(next.space()).isEqualTo(next.suggestions().suggestedSpace()).isNotEqualTo(wide);
        assertThat(next.reason()).contains("round 1");
    }

    @Test
    void aRoundThatDoesWorseThanItsParentIsRolledBack() {
        NextRound next = planner.plan(List.of(first(40), peaked(narrow, 30, OptionalInt.of(0))), MAXIMIZE, ANYTHING);

        assertThat(next.rollsBack()).isTrue();
        assertThat(next.space()).isEqualTo(wide);
        assertThat(next.parent()).isZero();
        assertThat(next.reason()).contains("round 2 did worse than round 1", "back to the ranges of round 1");
    }

    @Test
    void aRoundIsComparedWithItsParentNotWithTheRoundBefore() {
        SearchSpace good = Trials.space("x", new FloatDomain(0.6, 0.8, Scale.LINEAR));
        FinishedRound failedAttempt = peaked(narrow, 30, OptionalInt.of(0));

        NextRound next = planner.plan(
                List.of(first(40), failedAttempt, peaked(good, 30, OptionalInt.of(0))), MAXIMIZE, ANYTHING);

        assertThat(next.rollsBack()).isFalse();
        assertThat(next.parent()).isEqualTo(2);
    }

    @Test
    void aRoundInWhichAllTrialsFailedIsRolledBack() {
        List<ScoredTrial> failed = Trials.scored(narrow, 2, 20, ScoredTrial::failed);

        NextRound next = planner.plan(
                List.of(first(40), new FinishedRound(narrow, failed, OptionalInt.of(0))), MAXIMIZE, ANYTHING);

        assertThat(next.rollsBack()).isTrue();
    }

    @Test
    void aRoundAsGoodAsItsParentIsKept() {
        NextRound next = planner.plan(List.of(first(40), peaked(wide, 40, OptionalInt.of(0))), MAXIMIZE, ANYTHING);

        assertThat(next.rollsBack()).isFalse();
        assertThat(next.parent()).isEqualTo(1);
    }

    @Test
    void withoutEvidenceTheNextRoundSearchesTheSameRangesAndSaysSo() {
        NextRound next = planner.plan(
                List.of(new FinishedRound(wide, Trials.scored(wide, 1, 5, ScoredTrial::failed), OptionalInt.empty())),
                MAXIMIZE,
                ANYTHING);

        assertThat(next.space()).isEqualTo(wide);
        assertThat(next.reason()).contains("nothing suggests other ranges");
    }

    /** The same trials would narrow the range if they had been drawn blindly. */
    @Test
    void whereTheSamplerWentToGoodTrialsByItselfNoRangeMovesAndNoRoundIsRolledBack() {
        FinishedRound blindly = first(40);
        FinishedRound learned = new FinishedRound(wide, blindly.trials(), OptionalInt.empty(), false);
        List<ScoredTrial> failed = Trials.scored(wide, 2, 30, ScoredTrial::failed);

        NextRound next = planner.plan(List.of(learned), MAXIMIZE, ANYTHING);
        NextRound afterAWorseOne = planner.plan(
                List.of(learned, new FinishedRound(wide, failed, OptionalInt.of(0), false)), MAXIMIZE, ANYTHING);

        assertThat(planner.plan(List.of(blindly), MAXIMIZE, ANYTHING).space()).isNotEqualTo(wide);
        assertThat(next.space()).isEqualTo(wide);
        assertThat(next.suggestions().suggestions()).allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(Verdict.KEEP);
            assertThat(each.reason()).startsWith("the sampler chose where trials lie by their results");
        });
        assertThat(next.suggestions().importance().reason()).isPresent();
        assertThat(afterAWorseOne.rollsBack()).isFalse();
        assertThat(afterAWorseOne.space()).isEqualTo(wide);
    }

    @Test
    void roundsWithoutAFirstAreRefused() {
        assertThatThrownBy(() -> planner.plan(List.of(), MAXIMIZE, ANYTHING)).isInstanceOf(InvalidField.class);
    }

    private FinishedRound first(int trials) {
        return peaked(wide, trials, OptionalInt.empty());
    }

    /** Trials whose values peak at 0.7. */
    private static FinishedRound peaked(SearchSpace space, int trials, OptionalInt parent) {
        return new FinishedRound(
                space,
                Trials.scored(space, trials, trials, point -> {
                    double distance = (Double) point.values().get("x") - 0.7;
                    return ScoredTrial.of(point, -distance * distance);
                }),
                parent);
    }
}
