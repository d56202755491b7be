package dev.tamis.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** How long calls took, in milliseconds. */
record Quantiles(int calls, double median, double p95, double p99) {

    private static final long SECONDS_AT_MOST = Integer.getInteger("tamis.benchmark.seconds", 1);

    /**
     * Calls an operation from several threads, each with its next call as soon as the last one has answered.
     *
     * @param calls how many, unless they take more than a second (-Dtamis.benchmark.seconds)
     * @param operation takes the number of the call
     */
    static Quantiles of(int clients, int calls, IntConsumer operation) {
        for (int i = 0; i < 5; i++) {
            operation.accept(i);
        }
        AtomicInteger next = new AtomicInteger(5);
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + SECONDS_AT_MOST * 1_000_000_000L;
        Packs.inParallel(clients, Collections.nCopies(clients, () -> {
            while (System.nanoTime() < end && millis.size() < calls) {
                long start = System.nanoTime();
                operation.accept(next.getAndIncrement());
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }));
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quantiles(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
    }

    /** @param sorted upwards, one or more */
    static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format("%7.1f %7.1f %7.1f", median, p95, p99);
    }
}
