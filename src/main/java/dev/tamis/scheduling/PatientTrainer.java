package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import dev.tamis.mlp.Work;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does not wait for ever: where another trainer shows no sign of life for long, {@link TrainerHangs} is thrown, and what that trainer still
 * says is not heard.
 */
class PatientTrainer implements Trainer {

    /** Per unit of {@link Work}, a hundred times as long as it usually takes. */
    private static final double SLOWEST_NANOS = 40;

    private final Trainer trainer;
    private final Vigil vigil;

    PatientTrainer(Trainer trainer, Vigil vigil) {
        this.trainer = trainer;
        this.vigil = vigil;
    }

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        DataSize size = DataSize.of(split);
        vigil.<Boolean>over(stepAtItsSlowest(pack.members(), size).multipliedBy(pack.repeats()), watch -> {
            trainer.train(pack, split, new Heard(observer, watch, pack, size));
            return true;
        });
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        DataSize size = new DataSize(train.features(), train.classes(), train.size(), test.size());
        return vigil.over(stepAtItsSlowest(winner.members(), size), watch -> trainer.score(winner, train, test, watch));
    }

    /** A single step is one call, in which there is no sign of life however large it is. */
    private static Duration stepAtItsSlowest(Collection<Pack.Member> members, DataSize size) {
        double work = members.stream()
                .mapToDouble(member -> Work.ofStep(member.spec(), size))
                .sum();
        return Duration.ofNanos((long) (SLOWEST_NANOS * work));
    }

    /** An observer as long as it is waited for; afterwards everybody shall leave, and nobody join. */
    private static final class Heard implements TrainingObserver {

        private final TrainingObserver observer;
        private final Watch<?> watch;
        private final DataSize size;
        private final int repeats;

        /** Who is in the pack, by number. Used on the training thread alone. */
        private final Map<Integer, Pack.Member> members = new HashMap<>();

        Heard(TrainingObserver observer, Watch<?> watch, Pack pack, DataSize size) {
            this.observer = observer;
            this.watch = watch;
            this.size = size;
            this.repeats = pack.repeats();
            enter(pack.members());
        }

        private void enter(List<Pack.Member> more) {
            more.forEach(each -> members.put(each.number(), each));
        }

        @Override
        public Set<Integer> onEpoch(List<Measurement> results) {
            return watch.isHeard() ? watch.waiting(() -> observer.onEpoch(results)) : Set.copyOf(members.keySet());
        }

        @Override
        public void onEnd(int trialNumber, End end) {
            if (watch.isHeard()) {
                observer.onEnd(trialNumber, end);
            }
        }

        /** A step of a pack that has grown takes longer. */
        @Override
        public List<Pack.Member> joining(Set<Integer> remaining) {
            if (!watch.isHeard()) {
                return List.of();
            }
            List<Pack.Member> joining = watch.waiting(() -> observer.joining(remaining));
            members.keySet().retainAll(remaining);
            enter(joining);
            watch.grant(stepAtItsSlowest(members.values(), size).multipliedBy(repeats));
            return joining;
        }

        @Override
        public void beat() {
            watch.beat();
        }
    }
}
