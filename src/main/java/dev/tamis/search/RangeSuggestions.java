package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One suggestion for each parameter of a space, in its order.
 *
 * @param current the space that the trials were drawn from
 * @param suggestions as many as the space has parameters
 * @param importance of the parameters, by the same evidence
 */
public record RangeSuggestions(SearchSpace current, List<RangeSuggestion> suggestions, Importance importance) {

    public RangeSuggestions {
        suggestions = List.copyOf(suggestions);
    }

    /** Number of trials, completed and failed, inside the current ranges. */
    public int basedOnTrials() {
        // Not every one has each parameter, but there is a parameter that every one has.
        return suggestions.stream()
                .mapToInt(each -> each.evidence().basedOnTrials())
                .max()
                .orElse(0);
    }

    /** The space to search next, as far as each parameter's own evidence goes: without those that no trial would have any more. */
    public SearchSpace suggestedSpace() {
        return space(RangeSuggestion::suggested);
    }

    /** The space that a round which follows by itself searches: it bets on groups, too. */
    public SearchSpace nextRoundSpace() {
        return space(RangeSuggestion::nextRound);
    }

    /** The parameters of which nextRoundSpace bets on one of two regions that the suggested space holds. */
    List<String> betsOnOneRegion() {
        return suggestions.stream()
                .filter(each -> !each.nextRound().equals(each.suggested())
                        && each.evidence().group().isEmpty())
                .map(RangeSuggestion::parameter)
                .toList();
    }

    /** The group in which nextRoundSpace bets on members that do not stand out; empty where there is none. */
    Optional<Group> bet() {
        return suggestions.stream()
                .filter(each -> !each.nextRound().equals(each.suggested()))
                .flatMap(each -> each.evidence().group().stream())
                .findFirst();
    }

    private SearchSpace space(Function<RangeSuggestion, Domain> range) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        suggestions.forEach(each -> domains.put(each.parameter(), range.apply(each)));
        return current.over(domains);
    }

    /** Whether every verdict is {@link Verdict#KEEP}. */
    public boolean keepsAll() {
        return suggestions.stream().allMatch(each -> each.verdict() == Verdict.KEEP);
    }
}
