package dev.tamis.scheduling;

import dev.tamis.mlp.Pulse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One trainer at work on a thread of its own, and whoever waits for it. */
final class Watch<T> implements Pulse {

    private final Duration patience;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    private Duration more;
    private Duration silence = Duration.ZERO;
    private boolean waitsForOthers;
    private boolean givenUp;

    /** Whoever is at work, as long as he is. */
    private Thread worker;

    /**
     * @param patience silence that is granted
     * @param more silence that is granted beside it, until that changes
     */
    Watch(Duration patience, Duration more) {
        this.patience = patience;
        this.more = more;
    }

    /** From now on so much silence is granted beside the patience. */
    synchronized void grant(Duration more) {
        this.more = more;
    }

    @Override
    public synchronized void beat() {
        silence = Duration.ZERO;
    }

    /** While others let it wait (for the database, say), it is not the trainer that is silent. */
    <R> R waiting(Supplier<R> others) {
        setWaits(true);
        try {
            return others.get();
        } finally {
            setWaits(false);
        }
    }

    private synchronized void setWaits(boolean waits) {
        waitsForOthers = waits;
        silence = Duration.ZERO;
    }

    /**
     * Waits for the end of the work, or until it is given up. An interrupt is passed on to who is at work, and kept.
     *
     * @throws TrainerHangs if it is given up; whatever the work throws
     */
    T await(Executor threads, Supplier<T> work) {
        threads.execute(LogContext.carried(() -> run(work)));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException stopping) {
                    interrupted = true;
                    interrupt();
                } catch (ExecutionException failed) {
                    throw unwrapped(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed);
    }

    private void run(Supplier<T> work) {
        begin();
        try {
            outcome.complete(work.get());
        } catch (Throwable broken) { // whatever it is, it is thrown where it is waited for
            outcome.completeExceptionally(broken);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        worker = Thread.currentThread();
    }

    private synchronized void end() {
        worker = null;
        Thread.interrupted(); // the next to work on this thread was not meant
    }

    private synchronized void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Some time has passed. @return whether the patience is over just now: then nobody waits any more */
    synchronized boolean isOver(Duration passed) {
        if (givenUp || worker == null || waitsForOthers) {
            return false;
        }
        silence = silence.plus(passed);
        if (silence.compareTo(patience.plus(more)) <= 0) {
            return false;
        }
        givenUp = true;
        outcome.completeExceptionally(new TrainerHangs(silence));
        worker.interrupt();
        return true;
    }

    /** Whether what it says is still heard. */
    synchronized boolean isHeard() {
        return !givenUp;
    }

    synchronized boolean isAtWork() {
        return worker != null;
    }
}
