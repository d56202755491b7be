package dev.tamis.search;

import dev.tamis.space.SearchSpace;

/**
 * What the next round is to search.
 *
 * @param space its ranges
 * @param parent index of the round it descends from
 * @param rollsBack whether the latest round was given up
 * @param suggestions what the latest round's trials suggest, also where they are not followed
 * @param reason one sentence in plain English
 */
public record NextRound(SearchSpace space, int parent, boolean rollsBack, RangeSuggestions suggestions, String reason) {

    /** What a person is told to search next: the ranges that each parameter's own evidence supports, without a bet. */
    public SearchSpace suggestedSpace() {
        return rollsBack ? space : suggestions.suggestedSpace();
    }
}
