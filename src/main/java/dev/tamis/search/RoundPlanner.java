package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Decides how an experiment goes on after a round: from the suggested ranges, or, after a round that did worse than its parent,
 * again from the parent's.
 *
 * @param advisor who suggests the ranges
 */
public record RoundPlanner(RangeAdvisor advisor) {

    /** A planner with the default settings. */
    public RoundPlanner() {
        this(new RangeAdvisor());
    }

    /**
     * Plans the next round.
     *
     * @param rounds all rounds so far, the first one first; a round's parent comes before it
     * @param legalRanges what a numeric parameter may be at all, by name
     */
    public NextRound plan(List<FinishedRound> rounds, Ranking ranking, Function<String, LegalRange> legalRanges) {
        if (rounds.isEmpty()) {
            throw new InvalidField(
                    "rounds", FieldCode.OUT_OF_RANGE, "must hold at least one finished round, but it is empty");
        }
        int last = rounds.size() - 1;
        FinishedRound latest = rounds.get(last);
        List<ScoredTrial> earlier = rounds.subList(0, last).stream()
                .flatMap(round -> round.trials().stream())
                .toList();
        boolean drawnBlindly = rounds.stream().allMatch(FinishedRound::drawnBlindly);
        RangeSuggestions suggestions = advisor.suggest(
                latest.space(), new Grounds(latest.trials(), earlier, drawnBlindly), ranking, legalRanges);
        if (latest.parent().isPresent() && drawnBlindly) {
            int parent = latest.parent().getAsInt();
            double pValue = worse(latest.trials(), rounds.get(parent).trials(), ranking);
            if (pValue <= advisor.settings().significance()) {
                return new NextRound(
                        rounds.get(parent).space(),
                        parent,
                        true,
                        suggestions,
                        "round " + (last + 1) + " did worse than round " + (parent + 1)
                                + ", on whose results it was based (p = " + Reason.plain(pValue)
                                + "): back to the ranges of round " + (parent + 1));
            }
        }
        return new NextRound(
                suggestions.nextRoundSpace(), last, false, suggestions, reason(suggestions, latest.space(), last + 1));
    }

    private static String reason(RangeSuggestions suggestions, SearchSpace latest, int round) {
        if (suggestions.nextRoundSpace().equals(latest)) {
            return "nothing suggests other ranges than those of round " + round;
        }
        return "the ranges that round " + round + " suggests"
                + suggestions.bet().map(Reason::bet).orElse("")
                + Reason.betOnOneRegion(suggestions.betsOnOneRegion());
    }

    /**
     * How likely trials would fall so far behind the parent's if they were as good: Mann and Whitney's test, one-sided; failed
     * trials count as worst.
     */
    static double worse(List<ScoredTrial> trials, List<ScoredTrial> parents, Ranking ranking) {
        if (trials.isEmpty() || parents.isEmpty()) {
            return 1;
        }
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.LESS_THAN)
                .test(merits(trials, ranking), merits(parents, ranking))
                .getPValue();
    }

    private static double[] merits(List<ScoredTrial> trials, Ranking ranking) {
        return Stream.of(trials)
                .flatMap(List::stream)
                .mapToDouble(trial -> trial.merit(ranking.direction()))
                .toArray();
    }
}
