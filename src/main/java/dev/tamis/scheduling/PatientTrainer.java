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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        vigil.<Boolean>over(stepAtItsSlowest(pack, DataSize.of(split)), watch -> {
            trainer.train(pack, split, new Heard(observer, watch, numbers(pack)));
            return true;
        });
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        DataSize size = new DataSize(train.features(), train.classes(), train.size(), test.size());
        return vigil.over(stepAtItsSlowest(winner, size), watch -> trainer.score(winner, train, test, watch));
    }

    /** A single step is one call, in which there is no sign of life however large it is. */
    private static Duration stepAtItsSlowest(Pack pack, DataSize size) {
        double work = pack.members().stream()
                .mapToDouble(member -> Work.ofStep(member.spec(), size))
                .sum();
        return Duration.ofNanos((long) (SLOWEST_NANOS * work));
    }

    private static Set<Integer> numbers(Pack pack) {
        return pack.members().stream().map(Pack.Member::number).collect(Collectors.toUnmodifiableSet());
    }

    /** An observer as long as it is waited for; afterwards everybody shall leave. */
    private record Heard(TrainingObserver observer, Watch<?> watch, Set<Integer> all) implements TrainingObserver {

        @Override
        public Set<Integer> onEpoch(List<Measurement> results) {
            return watch.isHeard() ? watch.waiting(() -> observer.onEpoch(results)) : all;
        }

        @Override
        public void onEnd(int trialNumber, End end) {
            if (watch.isHeard()) {
                observer.onEnd(trialNumber, end);
            }
        }

        @Override
        public void beat() {
            watch.beat();
        }
    }
}
