package dev.tamis.web;

import dev.tamis.experiment.Experiments;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells clients of changes by asking the database, so that it does not matter which node they are connected to, nor which one
 * made the change: one poller for each experiment that somebody follows here, however many follow it.
 */
@Component
class EventFeeds {

    /** Clients reconnect by themselves, with Last-Event-ID; until then a connection that nobody misses may live. */
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(30);

    private static final int POLLING_THREADS = 2;

    private final Experiments experiments;
    private final ChangeReader changes;
    private final Duration interval;
    private final int mostFollowers;
    private final Map<UUID, Polled> feeds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pollers = Executors.newScheduledThreadPool(POLLING_THREADS, task -> {
        Thread thread = new Thread(task, "event-poller");
        thread.setDaemon(true);
        return thread;
    });

    EventFeeds(
            Experiments experiments,
            ChangeReader changes,
            @Value("${tamis.api.events.poll-interval:500ms}") Duration interval,
            @Value("${tamis.api.events.max-clients:200}") int mostFollowers) {
        this.experiments = experiments;
        this.changes = changes;
        this.interval = interval;
        this.mostFollowers = mostFollowers;
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
        experiments.get(experimentId);
        int followers =
                feeds.values().stream().mapToInt(polled -> polled.feed().size()).sum();
        if (followers >= mostFollowers) {
            throw new TooManyFollowers(mostFollowers);
        }
        SseEmitter emitter = new SseEmitter(LONGEST_CONNECTION.toMillis());
        Follower follower = new Follower(emitter, after);
        emitter.onCompletion(() -> leave(experimentId, follower));
        emitter.onTimeout(emitter::complete);
        emitter.onError(lost -> leave(experimentId, follower));
        // Under the map's lock for the key: a feed that has just lost its last follower is either gone or keeps going.
        feeds.compute(experimentId, (id, polled) -> {
            Polled open = polled == null ? open(id) : polled;
            open.feed().add(follower);
            return open;
        });
        return emitter;
    }

    /** A graceful shutdown would wait for clients that have no reason to leave. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        pollers.shutdownNow();
        feeds.values().forEach(polled -> polled.feed().dismiss());
    }

    private Polled open(UUID experimentId) {
        EventFeed feed = new EventFeed(experimentId, changes);
        Future<?> task = pollers.scheduleWithFixedDelay(feed::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return new Polled(feed, task);
    }

    private void leave(UUID experimentId, Follower follower) {
        feeds.computeIfPresent(experimentId, (id, polled) -> {
            polled.feed().remove(follower);
            if (polled.feed().size() > 0) {
                return polled;
            }
            polled.task().cancel(false);
            return null;
        });
    }
}
