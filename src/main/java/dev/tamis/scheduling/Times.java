package dev.tamis.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The two times of a node.
 *
 * @param wall what is written down, and what nodes compare: it may step in both directions
 * @param steady what this process waits and measures by, the scheduler's library included: its threads wait until an instant,
 *     and would stand still for as long as a clock was put back
 */
record Times(Clock wall, InstantSource steady) {

    /** One clock for both: a test that drives it by hand says itself how it goes. */
    static Times of(Clock clock) {
        return new Times(clock, clock);
    }

    /** How much later the wall says it is. It changes when the wall's clock is set, and while the machine sleeps. */
    Duration skew() {
        return Duration.between(steady.instant(), wall.instant());
    }

    /** What the wall says, or will say if it is not set again, at an instant of this process. */
    Instant onTheWall(Instant steadily) {
        return steadily.plus(skew());
    }

    /** When this process comes to what was written down. */
    Instant steadily(Instant onTheWall) {
        return onTheWall.minus(skew());
    }
}
