package dev.tamis.mlp.djl;

import dev.tamis.space.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** In which order an epoch visits the training rows: the same for all trials of an experiment that are in that epoch. */
final class BatchOrder {

    private BatchOrder() {}

    /** One order where all are in the same epoch, else one after the other for each. @param epochs 1-based, of each trial */
    static long[] ofEach(Seed batches, int[] epochs, int rows) {
        if (IntStream.of(epochs).distinct().count() == 1) {
            return of(batches, epochs[0], rows);
        }
        Map<Integer, long[]> orders = new HashMap<>();
        long[] all = new long[Math.multiplyExact(epochs.length, rows)];
        for (int i = 0; i < epochs.length; i++) {
            long[] own = orders.computeIfAbsent(epochs[i], epoch -> of(batches, epoch, rows));
            System.arraycopy(own, 0, all, i * rows, rows);
        }
        return all;
    }

    /** A permutation of 0 .. rows - 1 (Fisher, Yates; Durstenfeld 1964) from the epoch's own seed. */
    static long[] of(Seed batches, int epoch, int rows) {
        RandomGenerator random = batches.derive(epoch).generator();
        long[] order = new long[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
