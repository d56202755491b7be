package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what another trainer does. */
class CountingTrainer implements Trainer {

    private static final Logger LOG = LoggerFactory.getLogger(CountingTrainer.class);

    private final Trainer trainer;
    private final WorkerMeters meters;
    private final InstantSource steady;

    /** @param steady what packs are timed by */
    CountingTrainer(Trainer trainer, WorkerMeters meters, InstantSource steady) {
        this.steady = steady;
        this.trainer = trainer;
        this.meters = meters;
    }

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        Counting counting = new Counting(observer, pack, stepsPerEpoch(pack, split));
        Instant start = steady.instant();
        boolean whole = false;
        try {
            trainer.train(pack, split, counting);
            whole = true;
        } finally {
            Duration duration = Duration.between(start, steady.instant());
            meters.packEnded(duration, counting.widest, whole);
            LOG.debug(
                    "Trained a pack of {} trials, {} at a time at most, for {} ms",
                    counting.trials,
                    counting.widest,
                    duration.toMillis());
        }
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        return trainer.score(winner, train, test, pulse);
    }

    private final class Counting implements TrainingObserver {

        private final TrainingObserver observer;
        private final long stepsPerEpoch;

        /** All that took part, one after the other. */
        private int trials;

        private int widest;

        Counting(TrainingObserver observer, Pack pack, long stepsPerEpoch) {
            this.observer = observer;
            this.stepsPerEpoch = stepsPerEpoch;
            trials = pack.members().size();
            widest = trials;
        }

        @Override
        public Set<Integer> onEpoch(List<Measurement> results) {
            meters.stepped(results.size() * stepsPerEpoch);
            return observer.onEpoch(results);
        }

        @Override
        public List<Pack.Member> joining(Set<Integer> remaining) {
            List<Pack.Member> joining = observer.joining(remaining);
            trials += joining.size();
            widest = Math.max(widest, remaining.size() + joining.size());
            return joining;
        }

        @Override
        public void onEnd(int trialNumber, End end) {
            observer.onEnd(trialNumber, end);
        }
    }

    /** All members have one batch size: it is part of their shape. */
    private static long stepsPerEpoch(Pack pack, Split split) {
        int batch = pack.members().get(0).spec().schedule().batchSize();
        return (long) pack.repeats() * split.folds().size() * ((split.train().size() + batch - 1L) / batch);
    }
}
