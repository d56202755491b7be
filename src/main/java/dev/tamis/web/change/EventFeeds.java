package dev.tamis.web.change;

import dev.tamis.SteadyTime;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.people.Subject;
import dev.tamis.quota.Quotas;
import dev.tamis.web.http.Held;
import dev.tamis.web.http.Places;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Tells clients of changes by asking the database, so that it does not matter which node they are connected to, nor which one
 * made the change: one question for all experiments that somebody follows or waits for here, and one more for each that has
 * changed, however many clients there are. Few threads do it, and none waits for a client.
 */
@Component
@EnableConfigurationProperties(EventSettings.class)
public class EventFeeds implements Held {

    /** Beyond its time a request waits for the poll that is under way, and that one for the database. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private static final int TELLING_THREADS = 2;

    private final Experiments experiments;
    private final SteadyTime steady;
    private final Places waiters;
    private final Quotas quotas;
    private final Map<UUID, Feed> feeds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(named("event-poller"));
    private final ExecutorService tellers = Executors.newFixedThreadPool(TELLING_THREADS, named("event-teller"));

    EventFeeds(Experiments experiments, SteadyTime steady, EventSettings settings, Quotas quotas) {
        this.quotas = quotas;
        this.experiments = experiments;
        this.steady = steady;
        this.waiters = settings.waiting().places();
        long interval = settings.events().pollInterval().toMillis();
        poller.scheduleWithFixedDelay(this::poll, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** A feed, and whether somebody is being told already: one large experiment does not hold the others up. */
    private record Feed(EventFeed listeners, AtomicBoolean busy, Rest rest) {

        Feed(EventFeed listeners, SteadyTime steady) {
            this(listeners, new AtomicBoolean(), new Rest(steady));
        }
    }

    /**
     * An experiment as it is now.
     *
     * @throws NotFound if there is no such experiment
     */
    public Snapshot now(Subject by, UUID experimentId) {
        Experiment experiment = experiments.get(by, experimentId);
        return new Snapshot(by, experiment, !by.owns(experiment));
    }

    /**
     * Answers at once where there is nothing to wait for, and later otherwise.
     *
     * @param now the experiment as the request arrived
     * @param patience how long the answer may be held back at most
     * @param address where the request comes from
     * @return the answer, or a {@link DeferredResult} that will have it
     */
    public <T> Object answer(Snapshot now, Awaited<T> awaited, Duration patience, String address) {
        if (patience.isZero() || poller.isShutdown() || awaited.enough().test(now)) {
            return awaited.answer().apply(now);
        }
        String person = now.by().name();
        Places.Client client = new Places.Client(
                address, Optional.of(person), quotas.of(person).waits());
        Places.Place place = waiters.take(client, () -> new TooManyWaiters(waiters.most()));
        UUID experimentId = now.experiment().id();
        DeferredResult<T> answer =
                new DeferredResult<>(patience.plus(LONGEST_POLL).toMillis());
        Waiter<T> waiter =
                new Waiter<>(awaited, now, answer, steady, steady.instant().plus(patience));
        answer.onCompletion(() -> {
            place.close();
            leave(experimentId, waiter);
        });
        join(now.by(), experimentId, waiter);
        return answer;
    }

    @Override
    public Kind kind() {
        return Kind.WAITS;
    }

    @Override
    public int by(String person) {
        return waiters.takenBy(person);
    }

    /** No more requests wait from now on: there are no more connections for them. */
    public void limit(int clients) {
        waiters.limit(clients);
    }

    /** A graceful shutdown would wait for clients that have no reason to leave. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        poller.shutdownNow();
        tellers.shutdownNow();
        feeds.values().forEach(feed -> feed.listeners().dismiss());
    }

    /** Never throws: the next one comes whatever happens to this one. */
    private void poll() {
        List<UUID> followed = feeds.entrySet().stream()
                .filter(each -> each.getValue().rest().isOver())
                .map(Map.Entry::getKey)
                .toList();
        poll(followed, (feed, version) -> {
            feed.listeners().tell(version);
            feed.rest().begin(feed.listeners().size());
        });
    }

    /** @param telling of the version that an experiment has by now */
    private void poll(List<UUID> followed, ObjLongConsumer<Feed> telling) {
        if (followed.isEmpty()) {
            return;
        }
        try {
            Map<UUID, Long> versions = experiments.versions(followed);
            followed.forEach(id -> inTurn(id, feed -> {
                if (versions.containsKey(id)) {
                    telling.accept(feed, versions.get(id));
                } else {
                    feed.listeners().removed(new NotFound("experiment", id));
                }
            }));
        } catch (RuntimeException failed) {
            followed.forEach(id -> inTurn(id, feed -> feed.listeners().unknown(failed)));
        }
    }

    /** Whoever is still being told hears of what comes now with the next poll. */
    private void inTurn(UUID experimentId, Consumer<Feed> telling) {
        Feed feed = feeds.get(experimentId);
        if (feed == null || !feed.busy().compareAndSet(false, true)) {
            return;
        }
        try {
            tellers.execute(() -> {
                try {
                    telling.accept(feed);
                } finally {
                    feed.busy().set(false);
                }
            });
        } catch (RejectedExecutionException closed) {
            feed.busy().set(false);
        }
    }

    /** Tells somebody of an experiment's changes, first of all how it is now, until he leaves or may see it no longer. */
    public void join(Subject by, UUID experimentId, Listener listener) {
        // Under the map's lock for the key: a feed that has just lost its last listener is either gone or keeps going.
        feeds.compute(experimentId, (id, open) -> {
            Feed feed = open == null ? new Feed(new EventFeed(id, experiments), steady) : open;
            feed.listeners().add(by, listener);
            return feed;
        });
        try {
            poller.execute(() -> poll(
                    List.of(experimentId), (feed, version) -> feed.listeners().greet(version, by, listener)));
        } catch (RejectedExecutionException closed) {
            listener.dismiss();
        }
    }

    /** Tells him nothing more; who has left before may leave again. */
    public void leave(UUID experimentId, Listener listener) {
        feeds.computeIfPresent(experimentId, (id, feed) -> {
            feed.listeners().remove(listener);
            return feed.listeners().isEmpty() ? null : feed;
        });
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
