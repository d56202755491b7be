package dev.tamis.scheduling;

import dev.tamis.mlp.Machine;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows all nodes that this one trains, for as long as it does. */
class WorkerSign implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSign.class);

    private final Workers workers;
    private final String name;
    private final Future<?> showing;

    /** @param every how often the sign is renewed */
    WorkerSign(Workers workers, String name, Machine machine, ScheduledExecutorService executor, Duration every) {
        this.workers = workers;
        this.name = name;
        this.showing = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        workers.seen(name, machine);
                    } catch (RuntimeException away) {
                        LOG.debug("The database is away; the next heartbeat tries again", away);
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        showing.cancel(false);
        try {
            workers.left(name);
        } catch (RuntimeException away) {
            LOG.debug("The database is away; the others will miss this worker's heartbeats", away);
        }
    }
}
