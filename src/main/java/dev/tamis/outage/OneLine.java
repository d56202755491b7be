package dev.tamis.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Marker;

/** Drops what logs say only because the database is away: the outage itself has been told. */
class OneLine extends TurboFilter {

    /** Of several threads that meet the same lost connection before it is known that the database is away, one is heard. */
    private static final Duration ECHO = Duration.ofSeconds(5);

    /** A server without file handles says so with each client that knocks; health says it as well. */
    private static final Duration HANDLES_ECHO = Duration.ofMinutes(10);

    /** What they say during an outage is about it, with or without an exception. */
    private static final List<String> LIBRARIES = List.of(
            "com.zaxxer.hikari.",
            "com.github.kagkarlsson.scheduler.",
            "org.hibernate.",
            "org.springframework.orm.",
            "org.springframework.transaction.",
            "org.springframework.boot.jdbc.");

    private final Outage outage;
    private final Echo ofTheDatabase;
    private final Echo ofHandles;

    OneLine(Outage outage, InstantSource steady) {
        this.outage = outage;
        this.ofTheDatabase = new Echo(steady, ECHO);
        this.ofHandles = new Echo(steady, HANDLES_ECHO);
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable failure) {
        if (level == null || level.toInt() < Level.INFO_INT) {
            return FilterReply.NEUTRAL;
        }
        boolean away = outage.reason().isPresent();
        if (away && LIBRARIES.stream().anyMatch(logger.getName()::startsWith)) {
            return FilterReply.DENY;
        }
        Throwable cause = failure == null ? last(arguments) : failure;
        if (cause != null && Reason.of(cause) == Reason.FILE_HANDLES) {
            return away || ofHandles.isHeard() ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
        if (!isConsequence(marker, cause)) {
            return FilterReply.NEUTRAL;
        }
        return away || ofTheDatabase.isHeard() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isConsequence(Marker marker, Throwable failure) {
        return Outage.CONSEQUENCE.equals(marker) || failure != null && ClosedDatabase.isBehind(failure);
    }

    /** Where a message has arguments, its exception is the last of them. */
    private static Throwable last(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }

    /** What was heard a short while ago. */
    private static final class Echo {

        private final InstantSource steady;
        private final Duration time;
        private Instant heard = Instant.MIN;

        Echo(InstantSource steady, Duration time) {
            this.steady = steady;
            this.time = time;
        }

        /** Whether it is one; if not, it is what later ones are echoes of. */
        synchronized boolean isHeard() {
            Instant now = steady.instant();
            boolean echo =
                    !heard.equals(Instant.MIN) && Duration.between(heard, now).compareTo(time) < 0;
            if (!echo) {
                heard = now;
            }
            return echo;
        }
    }
}
