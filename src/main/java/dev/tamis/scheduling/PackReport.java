package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.mlp.TrainingObserver;
import dev.tamis.outage.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a training thread and the database: takes results without ever blocking, writes them from another thread, and
 * tells the trainer which trials have been taken away meanwhile.
 *
 * <p>A database that is away does not stop training: results wait here until it is back. Only the end of the pack waits for
 * it, as long as the node runs; and who trains faster than results can be written waits once very many do.
 *
 * <p>A write is short, however much waits: it holds the lock on the experiment's row, which pause, cancel and the other workers
 * of the experiment want too.
 */
class PackReport implements TrainingObserver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PackReport.class);
    /** How often a database that is there may refuse the last report before the training counts as broken. */
    private static final int REFUSALS_ALLOWED = 10;

    /** Results in one write: some 0.2 s. */
    static final int WRITTEN_AT_ONCE = 5_000;

    /** Results that may wait, and losses of iterations with them: some 40 MB. */
    static final int WAITING_AT_MOST = 200_000;

    private static final long LOOK_AROUND_MILLIS = 100;

    private final Reports reports;
    private final Waiting waiting;
    private final WorkerMeters meters;
    private final InstantSource steady;

    /** Guards the two lists and the set below it. */
    private final Object lock = new Object();

    private final List<Measurement> results = new ArrayList<>();
    private final List<TrialEnd> ends = new ArrayList<>();
    private long size;
    private final Set<Integer> ended = new HashSet<>();

    /** Grows as trials join, and loses those of which all is written. */
    private volatile Claim claim;

    /** Since when the trials train that report next; what they wait for, a database or memory, is no training. */
    private volatile Instant since;

    private volatile Set<Integer> takenAway = Set.of();
    private Future<?> ticking;

    /**
     * How the end of the pack waits for a database that does not take its results.
     *
     * @param reachable whether the database answers at all
     * @param stopping whether the node is told to stop, which ends the waiting, and the pack
     * @param pause between two tries
     */
    record Waiting(BooleanSupplier reachable, BooleanSupplier stopping, Duration pause) {}

    /** @param steady what training is measured by */
    PackReport(Claim claim, Reports reports, Waiting waiting, WorkerMeters meters, InstantSource steady) {
        this.claim = claim;
        this.reports = reports;
        this.waiting = waiting;
        this.meters = meters;
        this.steady = steady;
        this.since = steady.instant();
    }

    /** The claim as it is now. */
    Claim claim() {
        return claim;
    }

    /**
     * The same execution has claimed further trials. Called on the training thread.
     *
     * @param remaining numbers of those that were there before and have not left
     */
    void joined(List<Claim.Member> members, Set<Integer> remaining) {
        if (members.isEmpty()) {
            return;
        }
        synchronized (lock) {
            Set<Integer> unwritten = ends.stream().map(TrialEnd::number).collect(Collectors.toSet());
            List<Claim.Member> all = claim.members().stream()
                    .filter(each -> remaining.contains(each.number())
                            || unwritten.contains(each.number())
                            || !ended.contains(each.number()) && !takenAway.contains(each.number()))
                    .collect(Collectors.toCollection(ArrayList::new));
            all.addAll(members);
            claim = new Claim(claim.lane(), claim.claimedBy(), claim.plan(), all, claim.width());
        }
        begins();
    }

    /** From now on it trains. Called on the training thread. */
    void begins() {
        since = steady.instant();
    }

    void startTicking(ScheduledExecutorService executor, Duration every) {
        meters.watch(this);
        ticking = executor.scheduleWithFixedDelay(
                LogContext.carried(this::tickQuietly), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Set<Integer> onEpoch(List<Measurement> epoch) {
        double share = Duration.between(since, steady.instant()).toNanos() / 1e9 / Math.max(1, epoch.size());
        synchronized (lock) {
            epoch.stream()
                    .filter(result -> !ended.contains(result.trialNumber()))
                    .forEach(result -> {
                        results.add(result.within(share));
                        size += sizeOf(result);
                    });
            awaitRoom();
        }
        begins();
        return waiting.stopping().getAsBoolean() ? Set.copyOf(claim.numbers()) : takenAway;
    }

    /** An interrupt is kept, for the trainer to see. */
    private void awaitRoom() {
        try {
            while (size > WAITING_AT_MOST && !waiting.stopping().getAsBoolean()) {
                lock.wait(LOOK_AROUND_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int sizeOf(Measurement result) {
        return 1 + result.iterationLosses().size();
    }

    /** The first word counts. */
    @Override
    public void onEnd(int trialNumber, End end) {
        synchronized (lock) {
            if (ended.add(trialNumber)) {
                ends.add(new TrialEnd(trialNumber, end));
            }
        }
    }

    /** A database that is away hears of it the next time, or never: it is nothing that results depend on. */
    @Override
    public void onWait(Optional<String> why) {
        try {
            reports.waits(claim, why);
        } catch (RuntimeException away) {
            LOG.debug("Nobody was told what trials {} wait for", claim.numbers(), away);
        }
        begins();
    }

    /** Whether the trainer has left trials without a word of how they ended, though nobody took them away. */
    boolean leavesTrialsBehind() {
        synchronized (lock) {
            return claim.numbers().stream().anyMatch(each -> !ended.contains(each) && !takenAway.contains(each));
        }
    }

    /**
     * Writes what has gathered, or the first part of it, and learns what is still ours. Called periodically, never by two threads
     * at a time.
     *
     * @return whether all that had gathered is written
     */
    synchronized boolean tick() {
        // Whoever joins meanwhile is not missing.
        Claim now = claim;
        List<Measurement> newResults;
        List<TrialEnd> newEnds;
        synchronized (lock) {
            int count = Math.min(results.size(), WRITTEN_AT_ONCE);
            newResults = List.copyOf(results.subList(0, count));
            // A trial ends after its last result.
            newEnds = count < results.size() ? List.of() : List.copyOf(ends);
        }
        Set<Integer> held = newResults.isEmpty() && newEnds.isEmpty()
                ? reports.stillHeld(now)
                : meters.report(() -> reports.report(now, newResults, newEnds));
        Set<Integer> lost = new HashSet<>(now.numbers());
        lost.removeAll(held);
        takenAway = lost;
        return forget(newResults, newEnds);
    }

    private boolean forget(List<Measurement> written, List<TrialEnd> told) {
        synchronized (lock) {
            results.subList(0, written.size()).clear();
            ends.subList(0, told.size()).clear();
            written.forEach(each -> size -= sizeOf(each));
            lock.notifyAll();
            return results.isEmpty() && ends.isEmpty();
        }
    }

    /** Epochs that wait for the next tick, or for the database. */
    int unwritten() {
        synchronized (lock) {
            return results.size();
        }
    }

    /**
     * Writes the rest, however long the database takes to come back.
     *
     * @throws RuntimeException if the database is there and refuses the report again and again
     */
    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        for (int refusals = 0; true; refusals += waiting.reachable().getAsBoolean() ? 1 : 0) {
            try {
                while (!tick()) {
                    // each part in a transaction of its own
                }
                return;
            } catch (RuntimeException unwritten) {
                if (refusals >= REFUSALS_ALLOWED) {
                    throw unwritten;
                }
                if (waiting.stopping().getAsBoolean() || Thread.currentThread().isInterrupted()) {
                    LOG.warn(
                            "The last results of trials {} of experiment {} could not be written before shutdown;"
                                    + " another worker will train them again, with the same results",
                            claim.numbers(),
                            claim.lane().experimentId(),
                            unwritten);
                    return;
                }
                LockSupport.parkNanos(waiting.pause().toNanos());
            }
        }
    }

    /** Whatever is thrown from here ends the ticking for good. */
    private void tickQuietly() {
        try {
            tick();
        } catch (RuntimeException | Error unwritten) {
            LOG.warn(
                    Outage.CONSEQUENCE,
                    "Results of trials {} of experiment {} could not be written now and are kept for the next try: {}",
                    claim.numbers(),
                    claim.lane().experimentId(),
                    unwritten.toString());
        }
    }
}
