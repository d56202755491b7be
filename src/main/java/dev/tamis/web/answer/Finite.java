package dev.tamis.web.answer;

import java.util.Optional;

/** Numbers for JSON, which has no NaN and no infinity. */
public final class Finite {

    private Finite() {}

    /** The number, or null where it is none, NaN or infinite. */
    public static Double orNull(Double number) {
        return number == null || !Double.isFinite(number) ? null : number;
    }

    /** The number, or null where there is none, or it is NaN or infinite. */
    public static Double orNull(Optional<Double> number) {
        return orNull(number.orElse(null));
    }
}
