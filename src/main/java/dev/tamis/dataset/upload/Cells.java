package dev.tamis.dataset.upload;

import java.util.Locale;
import java.util.Set;

/** Cells as files hold them. */
final class Cells {

    /** Characters of a number. */
    static final int LONGEST = 64;

    private static final int SHORT = 9;

    /** What people write where a value is not known. */
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?", "-");

    private Cells() {}

    /** Without blanks around it, those of Unicode too: a no-break space looks like any other. */
    static String trimmed(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Whether a cell is what people write where a value is not known. */
    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /**
     * A decimal number such as 3, -0.5 or 1e-3; NaN if the cell holds anything else, or a number beyond what a float can hold. Java's own
     * reading would take "1d", "0x1p3" and "NaN" too.
     */
    static double number(String cell) {
        int length = cell.length();
        if (length == 0 || length > LONGEST) {
            return Double.NaN;
        }
        int whole = 0;
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (c < '0' || c > '9' || i == SHORT) {
                return decimal(cell);
            }
            whole = 10 * whole + c - '0';
        }
        return whole;
    }

    private static double decimal(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(cell);
            return Float.isFinite((float) number) ? number : Double.NaN;
        } catch (NumberFormatException malformed) {
            return Double.NaN;
        }
    }
}
