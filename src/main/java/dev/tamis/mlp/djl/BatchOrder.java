package dev.tamis.mlp.djl;

import dev.tamis.space.Seed;
import java.util.random.RandomGenerator;

/** In which order an epoch visits the training rows: the same for all trials of an experiment. */
final class BatchOrder {

    private BatchOrder() {}

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
