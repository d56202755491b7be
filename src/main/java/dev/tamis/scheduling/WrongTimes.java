package dev.tamis.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts right what was written by a clock that has since been put back, on this node or another, now or before the last start:
 * lanes that are due later than any is put off on purpose are due now, and heartbeats from times to come are from now, so that
 * the dead are missed after the usual silence.
 */
class WrongTimes {

    private static final Logger LOG = LoggerFactory.getLogger(WrongTimes.class);

    /** A step that a wait may well go by. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final Times times;
    private Duration skew;

    WrongTimes(JdbcTemplate jdbc, Times times) {
        this.jdbc = jdbc;
        this.times = times;
        this.skew = times.skew();
    }

    /** To be called every few seconds. @return how many lanes are due again */
    synchronized int putRight() {
        Duration before = skew;
        Duration now = times.skew();
        boolean setBack = before.minus(now).compareTo(STEP) > 0;
        // After a step that was seen, whatever is put off is due; otherwise what no node can have meant.
        Instant latest = times.wall().instant().plus(setBack ? Duration.ZERO : LaneCounts.LONGEST_AHEAD);
        int woken = jdbc.update(
                "update scheduled_tasks set execution_time = ? where picked = false and execution_time > ?",
                now(),
                InstantColumns.parameter(latest));
        jdbc.update(
                "update scheduled_tasks set last_heartbeat = ? where picked = true and last_heartbeat > ?",
                now(),
                InstantColumns.parameter(times.wall().instant().plus(LaneCounts.CLOCKS_DIFFER)));
        skew = now;
        if (setBack) {
            LOG.warn(
                    "The clock of this machine was put back by {}; nothing waits for that, and {} lanes that were put off"
                            + " are due now",
                    before.minus(now),
                    woken);
        } else if (woken > 0) {
            LOG.warn("{} lanes were due at times that a wrong clock has written; they are due now", woken);
        }
        return woken;
    }

    /** Without an end, whatever happens. */
    void putRightQuietly() {
        try {
            putRight();
        } catch (RuntimeException away) {
            LOG.debug("The database is away; the next look comes soon", away);
        }
    }

    private OffsetDateTime now() {
        return InstantColumns.parameter(times.wall().instant());
    }
}
