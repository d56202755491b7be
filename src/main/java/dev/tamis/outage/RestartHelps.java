package dev.tamis.outage;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** For liveness: fails where only a restart helps. */
class RestartHelps implements HealthIndicator, Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RestartHelps.class);

    /** Opening a large file takes its time. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    private final Mending mending;
    private volatile boolean threadsDied;

    RestartHelps(Mending mending) {
        this.mending = mending;
    }

    @Override
    public Health health() {
        if (threadsDied) {
            return down("threads have died because the heap was full");
        }
        return mending.isStuck(STUCK_AFTER)
                ? down("the database file does not open again though there is room")
                : Health.up().build();
    }

    /** A thread has died; if it was of memory, others have lost theirs or will, the server's among them. */
    @Override
    public void uncaughtException(Thread thread, Throwable died) {
        LOG.error("The thread {} has died", thread.getName(), died);
        if (died instanceof VirtualMachineError) {
            threadsDied = true;
        }
    }

    private static Health down(String why) {
        return Health.status(new Status(Status.DOWN.getCode(), why)).build();
    }
}
