package dev.tamis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What is waited and measured by: it begins with the time of day and goes on evenly from there, whatever becomes of the clock on
 * the wall. Nobody else has this time, and the next process begins anew, so it is never written down.
 */
public final class SteadyTime implements InstantSource {

    private final Instant begin;
    private final long first;
    private final LongSupplier nanos;

    /** @param nanos as {@link System#nanoTime()} */
    public SteadyTime(InstantSource wall, LongSupplier nanos) {
        this.begin = wall.instant();
        this.first = nanos.getAsLong();
        this.nanos = nanos;
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos.getAsLong() - first);
    }
}
