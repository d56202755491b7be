package dev.tamis.scheduling;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who trains beside whom on this node. Lanes train side by side; a trial that may have brought workers down is watched with
 * nobody beside it, for which it waits until the others have ended their packs.
 */
final class Company {

    private static final long LOOK_EVERY_MILLIS = 200;

    /** Fair: who wants to be alone is not passed by for ever. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    private final int threads;

    /** @param threads that train on this node */
    Company(int threads) {
        this.threads = threads;
    }

    /** Whether whoever trains here is always alone. */
    boolean isOne() {
        return threads == 1;
    }

    /** Does some work that others may go on beside. */
    <T> T beside(Supplier<T> work) {
        return holding(lock.readLock(), work);
    }

    /**
     * Does some work while no other goes on.
     *
     * @param stopping ends the waiting for the others
     * @return empty if it has not come to that
     */
    <T> Optional<T> alone(BooleanSupplier stopping, Supplier<T> work) {
        try {
            while (!stopping.getAsBoolean()) {
                if (lock.writeLock().tryLock(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Optional.of(holdingAlready(lock.writeLock(), work));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static <T> T holding(Lock lock, Supplier<T> work) {
        lock.lock();
        return holdingAlready(lock, work);
    }

    private static <T> T holdingAlready(Lock lock, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
