package dev.tamis.web.reading;

import java.math.BigDecimal;

/** A number of a body, which is quoted as it was written: 1e-4 and not 0.0001, -0.0 and not 0.0. */
final class WrittenNumber extends BigDecimal {

    private static final long serialVersionUID = 1L;

    private final String digits;

    private WrittenNumber(String digits, String value) {
        super(value);
        this.digits = digits;
    }

    /** @param digits as JSON has them */
    static BigDecimal of(String digits) {
        // A hundred thousand trials are read, and of most numbers the library writes what was read.
        boolean isPlain = digits.indexOf('e') < 0
                && digits.indexOf('E') < 0
                && !digits.startsWith("-0")
                && !digits.startsWith("0.00000");
        if (isPlain) {
            return new BigDecimal(digits);
        }
        try {
            return new WrittenNumber(digits, digits);
        } catch (NumberFormatException beyond) {
            // The exponent is beyond an int: as infinite, or as good as 0, as one that is not.
            int exponent = Math.max(digits.indexOf('e'), digits.indexOf('E'));
            boolean isTiny = digits.charAt(exponent + 1) == '-';
            String mantissa = digits.substring(0, exponent);
            return new WrittenNumber(
                    digits,
                    new BigDecimal(mantissa).signum() == 0 ? "0" : mantissa + (isTiny ? "e-99999999" : "e99999999"));
        }
    }

    @Override
    public String toString() {
        return digits;
    }
}
