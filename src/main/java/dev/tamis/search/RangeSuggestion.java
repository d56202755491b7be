package dev.tamis.search;

import dev.tamis.space.Domain;

/**
 * What to do about one parameter's range, and why.
 *
 * @param parameter its name
 * @param verdict in one word
 * @param current the range searched so far
 * @param suggested the range to search next; equal to current for {@link Verdict#KEEP}
 * @param evidence the figures behind it
 * @param reason one sentence in plain English
 */
public record RangeSuggestion(
        String parameter, Verdict verdict, Domain current, Domain suggested, Evidence evidence, String reason) {}
