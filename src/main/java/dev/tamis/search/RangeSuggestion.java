package dev.tamis.search;

import dev.tamis.space.Domain;

/**
 * What to do about one parameter's range, and why.
 *
 * @param parameter its name
 * @param verdict in one word
 * @param current the range searched so far
 * @param suggested the range to search next, as far as this parameter's own evidence goes; equal to current for
 *     {@link Verdict#KEEP}
 * @param nextRound the range that a round which follows by itself searches: as suggested, but narrower where the parameter
 *     belongs to a group that matters, and only the better of two regions. Bets, which pay on average and are taken back where
 *     they do not
 * @param evidence the figures behind it
 * @param reason one sentence in plain English
 */
public record RangeSuggestion(
        String parameter,
        Verdict verdict,
        Domain current,
        Domain suggested,
        Domain nextRound,
        Evidence evidence,
        String reason) {}
