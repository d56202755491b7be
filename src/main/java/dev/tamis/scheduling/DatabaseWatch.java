package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node from giving others up for dead when it was the database, or the node itself, that was away.
 *
 * <pre>
 * database   up ------------| away |-- up ------------------------------
 * heartbeats x   x   x   x               x   x   x      all are old when the database comes back
 * this node  sees ----------|            |<- grace ->| judges
 * </pre>
 *
 * <p>Until the grace has passed, the living have had the time to show a new heartbeat. A look that comes much later than usual
 * (the node was suspended, or starved) counts as a gap as well, and so does a clock that is set: all heartbeats look old then, or
 * none does.
 */
class DatabaseWatch extends AbstractSchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    /** The scheduler looks for missing heartbeats every other heartbeat; one look may be late by half. */
    private static final int HEARTBEATS_BETWEEN_LOOKS = 3;

    private final Duration gap;
    private final Duration step;
    private final Duration grace;
    private final Runnable onDeath;
    private final Times times;

    private Instant since;
    private Moment last;

    /** A moment by both times. */
    private record Moment(Instant wall, Instant steady) {}

    /**
     * @param heartbeat interval of all nodes
     * @param reconnect how long a living node may take to get a connection once the database is back
     * @param onDeath told of each execution whose node is given up for dead
     */
    DatabaseWatch(Duration heartbeat, Duration reconnect, Runnable onDeath, Times times) {
        this.step = heartbeat;
        this.gap = heartbeat.multipliedBy(HEARTBEATS_BETWEEN_LOOKS);
        this.grace = heartbeat.multipliedBy(2).plus(reconnect);
        this.onDeath = onDeath;
        this.times = times;
    }

    /** A look at the heartbeats has come to its end, so the database is there. */
    @Override
    public synchronized void onSchedulerEvent(SchedulerEventType type) {
        if (type != SchedulerEventType.RAN_DETECT_DEAD) {
            return;
        }
        Moment now = now();
        if (since == null || wasAway(now)) {
            since = now.steady();
        }
        last = now;
    }

    /** Whether this node has seen the database long enough, without a gap, to tell the dead from the living. */
    synchronized boolean mayJudge() {
        Moment now = now();
        return since != null
                && !wasAway(now)
                && Duration.between(since, now.steady()).compareTo(grace) >= 0;
    }

    /** The verdict on an execution whose heartbeat is missing, put off while this node may not judge. */
    <T> DeadExecutionHandler<T> judging(DeadExecutionHandler<T> verdict) {
        return (complete, operations) -> {
            if (mayJudge()) {
                LOG.warn(
                        "The worker {} is given up for dead; {} goes on with another",
                        complete.getExecution().pickedBy,
                        complete.getExecution().taskInstance.getId());
                verdict.deadExecution(complete, operations);
                onDeath.run();
            } else {
                LOG.info(
                        "The heartbeat of {} is missing, but the database was away or this node has only just come; it is"
                                + " given {} to show up",
                        complete.getExecution().taskInstance.getId(),
                        grace);
            }
        };
    }

    private Moment now() {
        return new Moment(times.wall().instant(), times.steady().instant());
    }

    private boolean wasAway(Moment now) {
        Duration steadily = Duration.between(last.steady(), now.steady());
        Duration onTheWall = Duration.between(last.wall(), now.wall());
        return steadily.compareTo(gap) > 0 || onTheWall.minus(steadily).abs().compareTo(step) > 0;
    }
}
