package dev.tamis.outage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Whether the database can be used, and why not. Begin and end are told in the log, once each. */
public class Outage {

    /** On what a log says only because the database is away; it is not heard while that is known. */
    public static final Marker CONSEQUENCE = MarkerFactory.getMarker("DATABASE_AWAY");

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    /** One that begins again so soon has not ended. */
    private static final Duration RELAPSE = Duration.ofSeconds(30);

    private final InstantSource steady;
    private final String where;

    private Reason reason;
    private Instant since;
    private Instant ended;
    private int relapses;
    private boolean starting;

    /** @param where the database is, for the log */
    Outage(InstantSource steady, String where) {
        this.steady = steady;
        this.where = where;
    }

    /** Whether a failure is that of a database that has closed itself, or is known to be away. */
    public static boolean isBehind(Throwable failure) {
        return ClosedDatabase.isToldBy(failure) || wordsBehind(failure).isPresent();
    }

    /** Why the database was known to be away when something failed: words for anybody, without paths and addresses. */
    public static Optional<String> wordsBehind(Throwable failure) {
        return Causes.of(failure).stream()
                .filter(DatabaseAway.class::isInstance)
                .map(away -> ((DatabaseAway) away).reason().words())
                .findFirst();
    }

    /** A start that fails tells why by itself, and goes on by nothing: until it is over nothing is said here. */
    synchronized void starting() {
        starting = true;
    }

    synchronized void started() {
        starting = false;
    }

    /** The database cannot be used; the newest cause counts. */
    synchronized void on(Throwable cause) {
        on(Reason.of(cause), cause);
    }

    synchronized void on(Reason now, Throwable cause) {
        Reason before = reason;
        reason = now;
        if (before != null) {
            if (before != now && now != Reason.AWAY) {
                LOG.warn(
                        "Why the database cannot be used at {}: {}. {}. {}",
                        where,
                        now.words(),
                        now.advice(),
                        root(cause));
            } else if (now == Reason.AWAY) {
                reason = before;
            }
            return;
        }
        Instant begin = steady.instant();
        if (ended != null && Duration.between(ended, begin).compareTo(RELAPSE) < 0) {
            relapses++;
            return;
        }
        since = begin;
        relapses = 0;
        if (starting) {
            return;
        }
        LOG.error(
                "The database cannot be used at {}: {}. {}: it goes on by itself then. Until then requests are"
                        + " answered 503, and what is trained is kept and written later. {}",
                where,
                now.words(),
                now.advice(),
                root(cause));
    }

    /** The database has been used again. */
    synchronized void over() {
        if (reason == null) {
            return;
        }
        reason = null;
        ended = steady.instant();
        if (relapses == 0) {
            LOG.warn("The database is used again, after {} s", lasted().toSeconds());
        }
    }

    /** Tells of the end of one that came back several times before it stayed away. */
    synchronized void settle() {
        if (reason == null
                && relapses > 0
                && Duration.between(ended, steady.instant()).compareTo(RELAPSE) >= 0) {
            LOG.warn(
                    "The database is used again, after {} s and {} tries that broke off",
                    lasted().toSeconds(),
                    relapses);
            relapses = 0;
        }
    }

    /** Why the database cannot be used; empty if it can. */
    synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** For how long, if it is away. */
    synchronized Duration age() {
        return reason == null ? Duration.ZERO : Duration.between(since, steady.instant());
    }

    /** How often it has come back before it was over for good. */
    synchronized int relapses() {
        return relapses;
    }

    private Duration lasted() {
        return Duration.between(since, ended);
    }

    /** One line, whatever the exception. */
    private static String root(Throwable cause) {
        List<Throwable> all = Causes.of(cause);
        String text = all.isEmpty() ? "" : String.valueOf(all.get(all.size() - 1));
        return text.lines().findFirst().orElse("");
    }
}
