package dev.tamis.search;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Scale;
import java.util.Optional;

/** Tells where a range on the linear scale should be on the log scale. */
final class LogScale {

    /** Two decades: over less, the scales differ little. */
    private static final double LEAST_RATIO = 100;

    private LogScale() {}

    /**
     * The suggested range on the log scale where good trials lie at the bottom of a linear range that spans decades: nearly all
     * trials were then drawn from the last decade, and the good region may lie in one that hardly any trial has seen. The lower
     * end stays, since nothing is known of the decades above it.
     *
     * @param current the range searched so far
     * @param suggested the new one on the present scale
     * @param centre where the good trials lie in current
     */
    static Optional<NumericDomain> of(
            NumericDomain current, NumericDomain suggested, double centre, AdviceSettings.Edge edge) {
        double low = current.lowest();
        double high = Math.min(current.highest(), suggested.highest());
        boolean spansDecades = low > 0 && high / low >= LEAST_RATIO;
        if (current.scale() == Scale.LOG || !spansDecades || centre > edge.touch()) {
            return Optional.empty();
        }
        if (current instanceof FloatDomain real) {
            return real.step().isPresent() ? Optional.empty() : Optional.of(new FloatDomain(low, high, Scale.LOG));
        }
        IntDomain whole = (IntDomain) current;
        return whole.distance() > 1 ? Optional.empty() : Optional.of(new IntDomain((long) low, (long) high, Scale.LOG));
    }
}
