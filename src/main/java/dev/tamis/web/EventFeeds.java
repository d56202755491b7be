package dev.tamis.web;

import dev.tamis.SteadyTime;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells clients of changes by asking the database, so that it does not matter which node they are connected to, nor which one
 * made the change: one poller for each experiment that somebody follows or waits for here, however many they are.
 */
@Component
class EventFeeds {

    /** Clients reconnect by themselves, with Last-Event-ID; until then a connection that nobody misses may live. */
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(30);

    /** Beyond its time a request waits for the poll that is under way, and that one for the database. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private static final int POLLING_THREADS = 2;

    private final ChangeReader changes;
    private final SteadyTime steady;
    private final Duration interval;
    private final int mostFollowers;
    private final int mostWaiters;
    private final Map<UUID, Polled> feeds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pollers = Executors.newScheduledThreadPool(POLLING_THREADS, task -> {
        Thread thread = new Thread(task, "event-poller");
        thread.setDaemon(true);
        return thread;
    });

    EventFeeds(
            ChangeReader changes,
            SteadyTime steady,
            @Value("${tamis.api.events.poll-interval:500ms}") Duration interval,
            @Value("${tamis.api.events.max-clients:200}") int mostFollowers,
            @Value("${tamis.api.wait.max-clients:200}") int mostWaiters) {
        this.changes = changes;
        this.steady = steady;
        this.interval = interval;
        this.mostFollowers = mostFollowers;
        this.mostWaiters = mostWaiters;
    }

    /** A feed and the task that polls for it. */
    private record Polled(EventFeed feed, Future<?> task) {}

    /**
     * Starts to tell a client of an experiment's changes.
     *
     * @param after change number of the last change that the client knows; from now on if empty
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     */
    SseEmitter follow(UUID experimentId, OptionalLong after) {
        changes.read(experimentId);
        if (count(Follower.class) >= mostFollowers) {
            throw new TooManyFollowers(mostFollowers);
        }
        SseEmitter emitter = new SseEmitter(LONGEST_CONNECTION.toMillis());
        Follower follower = new Follower(emitter, after);
        emitter.onCompletion(() -> leave(experimentId, follower));
        emitter.onTimeout(emitter::complete);
        emitter.onError(lost -> leave(experimentId, follower));
        join(experimentId, follower);
        return emitter;
    }

    /**
     * Answers at once where there is nothing to wait for, and later otherwise.
     *
     * @param now the experiment as the request arrived
     * @param patience how long the answer may be held back at most
     * @return the answer, or a {@link DeferredResult} that will have it
     */
    <T> Object answer(Snapshot now, Awaited<T> awaited, Duration patience) {
        if (patience.isZero() || pollers.isShutdown() || awaited.enough().test(now)) {
            return awaited.answer().apply(now);
        }
        if (count(Waiter.class) >= mostWaiters) {
            throw new TooManyWaiters(mostWaiters);
        }
        UUID experimentId = now.experiment().id();
        DeferredResult<T> answer =
                new DeferredResult<>(patience.plus(LONGEST_POLL).toMillis());
        Waiter<T> waiter =
                new Waiter<>(awaited, now, answer, steady, steady.instant().plus(patience));
        answer.onCompletion(() -> leave(experimentId, waiter));
        join(experimentId, waiter);
        return answer;
    }

    /** A graceful shutdown would wait for clients that have no reason to leave. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        pollers.shutdownNow();
        feeds.values().forEach(polled -> polled.feed().dismiss());
    }

    private long count(Class<? extends Listener> kind) {
        return feeds.values().stream()
                .mapToLong(polled -> polled.feed().count(kind))
                .sum();
    }

    private void join(UUID experimentId, Listener listener) {
        try {
            // Under the map's lock for the key: a feed that has just lost its last listener is either gone or keeps
            // going.
            feeds.compute(experimentId, (id, polled) -> {
                Polled open = polled == null ? open(id) : polled;
                open.feed().add(listener);
                return open;
            });
        } catch (RejectedExecutionException closed) {
            listener.dismiss();
        }
        if (pollers.isShutdown()) {
            listener.dismiss();
        }
    }

    private Polled open(UUID experimentId) {
        EventFeed feed = new EventFeed(experimentId, changes);
        Future<?> task = pollers.scheduleWithFixedDelay(feed::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return new Polled(feed, task);
    }

    private void leave(UUID experimentId, Listener listener) {
        feeds.computeIfPresent(experimentId, (id, polled) -> {
            polled.feed().remove(listener);
            if (!polled.feed().isEmpty()) {
                return polled;
            }
            polled.task().cancel(false);
            return null;
        });
    }
}
