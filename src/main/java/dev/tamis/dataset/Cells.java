package dev.tamis.dataset;

/** Numbers as files hold them. */
final class Cells {

    /** Characters of a number. */
    static final int LONGEST = 64;

    private static final int SHORT = 9;

    private Cells() {}

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
