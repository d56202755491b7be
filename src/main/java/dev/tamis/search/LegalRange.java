package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;

/**
 * The numbers that a hyperparameter can take at all, whatever the search space says.
 *
 * @param low smallest number
 * @param lowIncluded whether low itself is legal
 * @param high largest number, at least low
 * @param highIncluded whether high itself is legal
 */
public record LegalRange(double low, boolean lowIncluded, double high, boolean highIncluded) {

    /** Every finite number. */
    public static final LegalRange ANY = new LegalRange(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);

    public LegalRange {
        if (!(low <= high)) {
            throw new InvalidField(
                    "low", FieldCode.CONFLICT, "low <= high must hold, but got low=" + low + ", high=" + high);
        }
    }

    /** From low to high, both legal. */
    public static LegalRange closed(double low, double high) {
        return new LegalRange(low, true, high, true);
    }

    /** The numbers that are legal here and there. */
    public LegalRange and(LegalRange other) {
        boolean lowIsOurs = low > other.low || (low == other.low && !lowIncluded);
        boolean highIsOurs = high < other.high || (high == other.high && !highIncluded);
        return new LegalRange(
                lowIsOurs ? low : other.low,
                lowIsOurs ? lowIncluded : other.lowIncluded,
                highIsOurs ? high : other.high,
                highIsOurs ? highIncluded : other.highIncluded);
    }

    /** Whether a number is legal. */
    public boolean holds(double number) {
        return (lowIncluded ? number >= low : number > low) && (highIncluded ? number <= high : number < high);
    }
}
