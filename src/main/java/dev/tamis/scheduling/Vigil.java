package dev.tamis.scheduling;

import dev.tamis.outage.NeedsRestart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over trainers at work, each on a thread of its own, and gives up those that show no sign of life.
 *
 * <pre>
 * lane's thread      waits ------------------------------------| goes on with the next pack
 * trainer's thread   x  x   x   (in a native call) ............|.......  left alone; what it still says is not heard
 * looks              .  .   .   .   .   .   .   .   .   .   .  | the patience is over
 * </pre>
 *
 * <p>Silence is added up from look to look, each for no more than two usual ones: after a machine has slept, or a process was
 * stopped, nobody looks dead.
 */
final class Vigil implements NeedsRestart, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);

    private static final int LOOKS_IN_PATIENCE = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Duration patience;
    private final int most;
    private final Runnable takeNoMore;
    private final InstantSource steady;
    private final ExecutorService threads;
    private final Set<Watch<?>> watches = ConcurrentHashMap.newKeySet();

    /** Given up at the last look, and interrupted. */
    private final List<Watch<?>> fresh = new ArrayList<>();

    /** Given up before, and still there in spite of the interrupt. */
    private final List<Watch<?>> lost = new ArrayList<>();

    private Instant lastLook;
    private boolean allLost;

    /**
     * @param patience how long a trainer may be silent
     * @param most how many train at a time; where as many hang, another would only hang as well
     * @param takeNoMore keeps this node from taking further lanes, for good
     * @param steady goes on evenly
     */
    Vigil(Duration patience, int most, Runnable takeNoMore, InstantSource steady) {
        this.patience = patience;
        this.most = most;
        this.takeNoMore = takeNoMore;
        this.steady = steady;
        this.lastLook = steady.instant();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "tamis-train");
            thread.setDaemon(true); // one that hangs does not keep the process from ending
            return thread;
        });
    }

    /** How often to {@link #look}. */
    Duration pause() {
        Duration share = patience.dividedBy(LOOKS_IN_PATIENCE);
        return share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
    }

    /**
     * Does work on another thread, and waits for it as long as it shows that it goes on.
     *
     * @param more silence that is granted beside the patience
     * @param work is given what to show it by
     * @throws TrainerHangs if it does not; whatever the work throws
     */
    <T> T over(Duration more, Function<Watch<T>, T> work) {
        Watch<T> watch = new Watch<>(patience, more);
        watches.add(watch);
        try {
            return watch.await(threads, () -> work.apply(watch));
        } finally {
            watches.remove(watch);
        }
    }

    /** To be called every {@link #pause}. */
    synchronized void look() {
        Duration passed = passedSinceLastLook();
        lost.removeIf(Vigil::isBack);
        fresh.stream().filter(Watch::isAtWork).forEach(this::lose);
        fresh.clear();
        watches.stream().filter(each -> each.isOver(passed)).forEach(fresh::add);
    }

    private Duration passedSinceLastLook() {
        Instant now = steady.instant();
        Duration passed = Duration.between(lastLook, now);
        lastLook = now;
        Duration longest = pause().multipliedBy(2);
        return passed.compareTo(longest) < 0 ? passed : longest;
    }

    private static boolean isBack(Watch<?> watch) {
        if (watch.isAtWork()) {
            return false;
        }
        LOG.warn("A thread that was given up has come back; what its trainer said since then was not heard");
        return true;
    }

    private void lose(Watch<?> watch) {
        lost.add(watch);
        LOG.error(
                "A thread that trains hangs in a call that nothing interrupts: restart this node when it suits. Until then it"
                        + " trains on with another thread, and its liveness is down");
        if (!allLost && lost.size() >= most) {
            allLost = true;
            LOG.error(
                    "As many threads hang as train here, {}: this node takes no more trials until it is restarted",
                    most);
            takeNoMore.run();
        }
    }

    /** How many threads were given up, and have not come back. */
    synchronized int hanging() {
        return lost.size();
    }

    @Override
    public synchronized Optional<String> why() {
        return allLost || !lost.isEmpty()
                ? Optional.of("a thread that trains hangs, and nothing interrupts it")
                : Optional.empty();
    }

    /** Whoever hangs is not waited for. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
