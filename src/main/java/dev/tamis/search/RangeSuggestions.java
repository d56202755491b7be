package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One suggestion for each parameter of a space, in its order.
 *
 * @param suggestions as many as the space has parameters
 * @param importance of the parameters, by the same evidence
 */
public record RangeSuggestions(List<RangeSuggestion> suggestions, Importance importance) {

    public RangeSuggestions {
        suggestions = List.copyOf(suggestions);
    }

    /** The space to search next. */
    public SearchSpace suggestedSpace() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        suggestions.forEach(each -> domains.put(each.parameter(), each.suggested()));
        return new SearchSpace(domains);
    }

    /** Whether every verdict is {@link Verdict#KEEP}. */
    public boolean keepsAll() {
        return suggestions.stream().allMatch(each -> each.verdict() == Verdict.KEEP);
    }
}
