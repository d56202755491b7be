package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.training.EpochObserver;
import dev.tamis.training.EpochResult;
import dev.tamis.training.Pack;
import dev.tamis.training.Trainer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what another trainer does. */
class CountingTrainer implements Trainer {

    private static final Logger LOG = LoggerFactory.getLogger(CountingTrainer.class);

    private final Trainer trainer;
    private final WorkerMeters meters;

    CountingTrainer(Trainer trainer, WorkerMeters meters) {
        this.trainer = trainer;
        this.meters = meters;
    }

    @Override
    public void train(Pack pack, Split split, EpochObserver observer) {
        long stepsPerEpoch = stepsPerEpoch(pack, split);
        long start = System.nanoTime();
        boolean whole = false;
        try {
            trainer.train(pack, split, results -> {
                meters.stepped(results.size() * stepsPerEpoch);
                return observer.onEpoch(results);
            });
            whole = true;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            meters.packEnded(duration, pack.members().size(), whole);
            LOG.debug("Trained a pack of {} trials for {} ms", pack.members().size(), duration.toMillis());
        }
    }

    @Override
    public EpochResult score(Pack winner, LabeledData train, LabeledData test) {
        return trainer.score(winner, train, test);
    }

    /** All members have one batch size: it is part of their shape. */
    private static long stepsPerEpoch(Pack pack, Split split) {
        int batch = pack.members().get(0).spec().schedule().batchSize();
        return (split.train().size() + batch - 1L) / batch;
    }
}
