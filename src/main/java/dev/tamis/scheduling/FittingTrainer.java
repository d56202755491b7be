package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.PackMemory;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains no more at a time than the node's native memory bears. Packs are made so narrow that as many fit as there are threads; of a model of
 * which a single trial is more than a thread's share they cannot be, and then packs wait here for others to end. Rows count once, however
 * many packs train on them. Who needs more than there is at all trains while nobody else does. A pack that grows beyond the width it began
 * with takes what it needs without waiting, for two that wait for each other would wait for ever; those that begin later make up for it.
 */
class FittingTrainer implements Trainer {

    private static final Logger LOG = LoggerFactory.getLogger(FittingTrainer.class);

    /** A pack that waits says so as often: one that begins takes back what was said for all of its experiment. */
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);

    private final Trainer trainer;
    private final long all;

    /** Guarded by this, as all below. */
    private long taken;

    private int packs;
    private final Map<Object, Integer> users = new HashMap<>();

    /** @param all bytes of native memory for training */
    FittingTrainer(Trainer trainer, long all) {
        this.trainer = trainer;
        this.all = all;
    }

    /**
     * What a pack takes.
     *
     * @param own bytes of its own
     * @param data what tells its rows from others
     * @param rows bytes of them
     */
    private record Need(long own, Object data, long rows) {

        static Need of(Pack pack, DataSize size, Object data, int folds) {
            PackMemory memory = new PackMemory(pack.shape(), size, true);
            return new Need(
                    folds * memory.bytes(pack.repeats() * pack.members().size()), data, folds * memory.bytesOfData());
        }

        /** The same data's, with so many bytes of its own. */
        Need owning(long bytes) {
            return new Need(bytes, data, rows);
        }
    }

    /** Who is interrupted while he waits, because the node stops, returns without a word, and his trials are given back. */
    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        DataSize size = DataSize.of(split);
        int folds = split.folds().size();
        Need need = Need.of(pack, size, split, folds);
        if (take(need, "a pack", observer)) {
            PackMemory memory = new PackMemory(pack.shape(), size, true);
            Growing growing =
                    new Growing(observer, trials -> folds * memory.bytes(pack.repeats() * trials), need.own());
            try {
                trainer.train(pack, split, growing);
            } finally {
                giveBack(need.owning(growing.own));
            }
        }
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        DataSize size = new DataSize(train.features(), train.classes(), train.size(), test.size());
        Need need = Need.of(winner, size, train, 1);
        if (!take(need, "the final evaluation", pulse)) {
            throw new IllegalStateException("The node stopped before there was memory to train the winner");
        }
        try {
            return trainer.score(winner, train, test, pulse);
        } finally {
            giveBack(need);
        }
    }

    /** What waits says so outside the lock, for that takes as long as a database does. @return false where the node stops */
    private boolean take(Need need, String who, Pulse pulse) {
        Optional<String> why = takeOrTell(need, who);
        if (why.isEmpty()) {
            return true;
        }
        LOG.info("{}", why.get());
        try {
            while (why.isPresent()) {
                pulse.onWait(why);
                why = takeWithin(need, who);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        pulse.onWait(Optional.empty());
        return true;
    }

    /** Whenever another pack has ended there is something new to say, too. */
    @SuppressWarnings(
            "WaitNotInLoop") // the caller goes round; who wakes up for nothing says once more what it waits for
    private synchronized Optional<String> takeWithin(Need need, String who) throws InterruptedException {
        if (!suffices(need)) {
            wait(SAID_EVERY.toMillis());
        }
        return takeOrTell(need, who);
    }

    /** @return empty where it has been taken; else what it waits for */
    private synchronized Optional<String> takeOrTell(Need need, String who) {
        if (!suffices(need)) {
            return Optional.of(who + " needs " + (need.own() >> 20) + " MB of native memory, of which " + (taken >> 20)
                    + " MB of " + (all >> 20)
                    + " are taken on its node (tamis.worker.memory); it begins when others there"
                    + " have ended");
        }
        packs++;
        taken += need.own();
        if (users.merge(need.data(), 1, Integer::sum) == 1) {
            taken += need.rows();
        }
        return Optional.empty();
    }

    private boolean suffices(Need need) {
        long more = need.own() + (users.containsKey(need.data()) ? 0 : need.rows());
        return packs == 0 || more <= all - taken;
    }

    private synchronized void takeMore(long bytes) {
        taken += bytes;
    }

    private synchronized void giveBack(Need need) {
        packs--;
        taken -= need.own();
        if (users.computeIfPresent(need.data(), (data, count) -> count == 1 ? null : count - 1) == null) {
            taken -= need.rows();
        }
        notifyAll();
    }

    /** Counts what a pack takes as others join it. It keeps that to its end. */
    private final class Growing implements TrainingObserver {

        private final TrainingObserver observer;
        private final IntToLongFunction memory;
        private long own;

        /** @param memory bytes of so many trials */
        Growing(TrainingObserver observer, IntToLongFunction memory, long own) {
            this.observer = observer;
            this.memory = memory;
            this.own = own;
        }

        @Override
        public List<Pack.Member> joining(Set<Integer> remaining) {
            List<Pack.Member> joining = observer.joining(remaining);
            long needed = memory.applyAsLong(remaining.size() + joining.size());
            if (needed > own) {
                takeMore(needed - own);
                own = needed;
            }
            return joining;
        }

        @Override
        public Set<Integer> onEpoch(List<Measurement> results) {
            return observer.onEpoch(results);
        }

        @Override
        public void onEnd(int trialNumber, End end) {
            observer.onEnd(trialNumber, end);
        }

        @Override
        public void beat() {
            observer.beat();
        }

        @Override
        public void onWait(Optional<String> why) {
            observer.onWait(why);
        }
    }
}
