package dev.tamis.search;

import dev.tamis.space.Domain;

/**
 * What to do about one parameter's range.
 *
 * @param verdict in one word
 * @param suggested the range to search next
 * @param pValue of the evidence, corrected
 * @param reason in a sentence
 */
record Advice(Verdict verdict, Domain suggested, double pValue, String reason) {}
