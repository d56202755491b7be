package dev.tamis.web.change;

import dev.tamis.SteadyTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The pause of a feed between two tellings. Where many follow one experiment, each of them is told less often: a thousand hear of it
 * once a second, so that who watches takes little from what is watched.
 */
final class Rest {

    private static final Duration FOR_EACH = Duration.ofMillis(1);

    private final SteadyTime steady;
    private volatile Instant end = Instant.MIN;

    Rest(SteadyTime steady) {
        this.steady = steady;
    }

    boolean isOver() {
        return !steady.instant().isBefore(end);
    }

    /** Begins it. @param told how many were */
    void begin(int told) {
        end = steady.instant().plus(FOR_EACH.multipliedBy(told));
    }
}
