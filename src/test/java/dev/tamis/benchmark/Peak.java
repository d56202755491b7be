package dev.tamis.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.concurrent.atomic.DoubleAdder;

/** How fast the same library multiplies large single-precision matrices: the bound of what training can reach. */
final class Peak {

    private static final int SIDE = 2048;

    private static final int PRODUCTS = 12;

    private Peak() {}

    /** @return operations a second of that many threads together, one product each at a time */
    static double operationsPerSecond(int threads) {
        DoubleAdder total = new DoubleAdder();
        Packs.inParallel(threads, Collections.nCopies(threads, () -> total.add(oneThread())));
        return total.sum();
    }

    private static double oneThread() {
        JniUtils.setNumThreads(1);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray a = manager.randomNormal(new Shape(SIDE, SIDE));
            NDArray b = manager.randomNormal(new Shape(SIDE, SIDE));
            a.matMul(b).close();
            long start = System.nanoTime();
            for (int i = 0; i < PRODUCTS; i++) {
                a.matMul(b).close();
            }
            return PRODUCTS * 2.0 * SIDE * SIDE * SIDE * 1e9 / (System.nanoTime() - start);
        }
    }
}
