package dev.tamis.experiment;

import dev.tamis.search.LegalRange;
import dev.tamis.space.Scale;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that a hyperparameter may take at all, whatever is searched of them: an interval for numbers, names with their meanings for
 * choices.
 *
 * @param range of numbers; means nothing of others
 * @param choices meanings by name, in the order in which they are offered; empty unless it is a choice
 * @param usualScale on which a range of numbers is usually searched
 * @param single who computes with them in single precision, as a relative clause such as "in which networks train": numbers that are one
 *     there are one value; empty where numbers are taken as they are
 */
public record LegalValues(
        Kind kind, LegalRange range, Map<String, String> choices, Scale usualScale, Optional<String> single) {

    /** What values there are. */
    public enum Kind {
        INT,
        FLOAT,
        BOOLEAN,
        CHOICE
    }

    public LegalValues {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /** Whole numbers. */
    public static LegalValues whole(long low, long high) {
        return numbers(Kind.INT, LegalRange.closed((double) low, (double) high));
    }

    /** Real numbers. */
    public static LegalValues real(LegalRange range) {
        return numbers(Kind.FLOAT, range);
    }

    /** True and false. */
    public static LegalValues flag() {
        return numbers(Kind.BOOLEAN, LegalRange.closed(0, 1));
    }

    /** Names. @param meanings of each, by name */
    public static LegalValues choices(Map<String, String> meanings) {
        return new LegalValues(Kind.CHOICE, LegalRange.closed(0, 0), meanings, Scale.LINEAR, Optional.empty());
    }

    private static LegalValues numbers(Kind kind, LegalRange range) {
        return new LegalValues(kind, range, Map.of(), Scale.LINEAR, Optional.empty());
    }

    /** Of numbers whose effect goes with their magnitude. */
    public LegalValues byMagnitude() {
        return new LegalValues(kind, range, choices, Scale.LOG, single);
    }

    /** Of real numbers that are computed with in single precision. @param where as a relative clause */
    public LegalValues inSinglePrecision(String where) {
        return new LegalValues(kind, range, choices, usualScale, Optional.of(where));
    }

    /** What becomes infinite, 0 or an excluded bound in single precision is another value than was asked for. */
    boolean holdsReal(double number) {
        if (!range.holds(number) || single.isEmpty()) {
            return range.holds(number);
        }
        float rounded = (float) number;
        return range.holds(rounded) && (rounded != 0 || number == 0);
    }

    /** Of numbers and choices, as what follows the name. */
    String rule() {
        if (kind == Kind.CHOICE) {
            return "must be one of " + choices.keySet();
        }
        return "must be " + (range.lowIncluded() ? ">= " : "> ") + plain(range.low()) + " and "
                + (range.highIncluded() ? "<= " : "< ") + plain(range.high());
    }

    private static String plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.valueOf((long) number);
        }
        return (float) number == number ? String.valueOf((float) number) : String.valueOf(number);
    }
}
