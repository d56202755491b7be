package dev.tamis.space;

import java.math.BigDecimal;

/** Whether numbers are whole, however they are written: 16, 16.0 and 1e18 are. */
public final class Whole {

    private Whole() {}

    /** A double is what it is; of what a client wrote, every digit counts. */
    public static boolean is(Number number) {
        return number instanceof BigDecimal exact
                ? is(exact)
                : number instanceof Long || number.doubleValue() == Math.rint(number.doubleValue());
    }

    /** Never writes a number out in full: 1e999999999 has a billion digits. */
    public static boolean is(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
