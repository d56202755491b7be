package dev.tamis.outage;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** Without them nobody is answered, and no others take their place. */
    private static final Pattern OF_THE_SERVER = Pattern.compile(".*-(Acceptor|Poller)");

    private final Mending mending;
    private final Supplier<Stream<NeedsRestart>> others;
    private volatile String died;

    /** @param others who else may know of something */
    RestartHelps(Mending mending, Supplier<Stream<NeedsRestart>> others) {
        this.mending = mending;
        this.others = others;
    }

    @Override
    public Health health() {
        String why = died;
        if (why != null) {
            return down(why);
        }
        if (mending.isStuck(STUCK_AFTER)) {
            return down("the database file does not open again though there is room");
        }
        return others.get()
                .flatMap(each -> each.why().stream())
                .findFirst()
                .map(RestartHelps::down)
                .orElseGet(() -> Health.up().build());
    }

    /**
     * A thread has died; if it was of memory, others have lost theirs or will, the server's among them. It is remembered before it is
     * told: what it died of may be that it could not tell.
     */
    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        if (cause instanceof VirtualMachineError) {
            died = "threads have died because the heap was full";
        } else if (OF_THE_SERVER.matcher(thread.getName()).matches()) {
            died = "the thread that lets clients in has died";
        }
        LOG.error("The thread {} has died", thread.getName(), cause);
    }

    private static Health down(String why) {
        return Health.status(new Status(Status.DOWN.getCode(), why)).build();
    }
}
