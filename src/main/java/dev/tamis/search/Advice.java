package dev.tamis.search;

import dev.tamis.space.Domain;
import java.util.Optional;

/**
 * What to do about one parameter's range.
 *
 * @param verdict in one word
 * @param suggested the range to search next
 * @param nextRound the range that a round which follows by itself searches
 * @param pValue of the parameter's own evidence
 * @param group together with which the parameter matters, if it does so only together
 * @param reason in a sentence
 */
record Advice(
        Verdict verdict, Domain suggested, Domain nextRound, double pValue, Optional<Group> group, String reason) {

    /** One range for both, and no group. */
    Advice(Verdict verdict, Domain suggested, double pValue, String reason) {
        this(verdict, suggested, suggested, pValue, Optional.empty(), reason);
    }

    /** Whether there is evidence that the parameter matters: its own, or that of a group which it belongs to. */
    boolean tells(double level) {
        return verdict != Verdict.KEEP || pValue <= level || group.isPresent();
    }
}
