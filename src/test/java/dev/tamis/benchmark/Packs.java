package dev.tamis.benchmark;

import dev.tamis.dataset.Split;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains packs on some threads and takes the time. */
final class Packs {

    private Packs() {}

    /** @return seconds until the last pack was done */
    static double train(Trainer trainer, List<Pack> packs, Split split, int threads) {
        long start = System.nanoTime();
        inParallel(
                threads,
                packs.stream()
                        .<Runnable>map(pack -> () -> trainer.train(pack, split, Onlooker.patient()))
                        .toList());
        return (System.nanoTime() - start) / 1e9;
    }

    /** Runs tasks on so many threads and waits for all. */
    static void inParallel(int threads, List<Runnable> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            tasks.forEach(task -> all.add(pool.submit(task)));
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            pool.shutdown();
        }
    }
}
