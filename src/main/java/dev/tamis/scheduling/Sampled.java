package dev.tamis.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value from a place that may be slow or out of reach, for readers who must be answered in any case. It is read on a thread
 * of its own, at most once in a while, and one reader waits for it at most as long as its patience lasts: a scrape of ten
 * gauges meets a lost database once, not ten times.
 */
class Sampled<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sampled.class);

    private final Supplier<T> source;
    private final Timing timing;

    /** One thread: a source that never answers blocks it, and then there is no value. */
    private final ExecutorService reader = Executors.newSingleThreadExecutor(runnable -> {
        Thread thread = new Thread(runnable, "tamis-metering");
        thread.setDaemon(true);
        return thread;
    });

    private Future<T> reading;
    private Instant startedAt;
    private boolean waitedFor;
    private boolean failing;

    /**
     * @param fresh how old a value may get before the source is asked again
     * @param patience how long a reader waits for the source
     * @param steady what both are measured by
     */
    record Timing(Duration fresh, Duration patience, InstantSource steady) {}

    Sampled(Supplier<T> source, Timing timing) {
        this.source = source;
        this.timing = timing;
    }

    /** The value, or nothing where the source failed or has not answered yet. */
    synchronized Optional<T> now() {
        Instant now = timing.steady().instant();
        if (reading == null || reading.isDone() && !now.isBefore(startedAt.plus(timing.fresh()))) {
            reading = reader.submit(source::get);
            startedAt = now;
            waitedFor = false;
        }
        try {
            Duration patience = waitedFor ? Duration.ZERO : timing.patience();
            waitedFor = true;
            Optional<T> value = Optional.of(reading.get(patience.toNanos(), TimeUnit.NANOSECONDS));
            failing = false;
            return value;
        } catch (ExecutionException | TimeoutException noValue) {
            if (!failing) {
                LOG.warn("The database gave no figures; metrics that come from there are NaN until it does", noValue);
            }
            failing = true;
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
