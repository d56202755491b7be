package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A trainer for tests: its accuracies are functions of the members' seeds, and it can be told what to do in between. */
class FakeTrainer implements Trainer {

    final List<List<Integer>> packsTrained = new CopyOnWriteArrayList<>();

    /** Who has joined packs, after each epoch after which anybody has. */
    final List<List<Integer>> joined = new CopyOnWriteArrayList<>();

    /** Sizes of what was trained and tested on, in pairs. */
    final List<Integer> scored = new CopyOnWriteArrayList<>();

    volatile Consumer<Pack> beforeEachEpoch = pack -> {};

    /** Of the last pack. */
    volatile Pulse pulse = () -> {};

    volatile Runnable beforeScore = () -> {};

    /** The score, counted down to 0, whose loss is no number; none where it is 0 from the start. */
    volatile int divergesAtScore;

    /** Trials that leave after their first epoch, by number: how they end, or empty for those that leave without a word. */
    final Map<Integer, Optional<End>> early = new ConcurrentHashMap<>();

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        pulse = observer;
        packsTrained.add(pack.members().stream().map(Pack.Member::number).toList());
        Map<Pack.Member, Integer> epochs = new LinkedHashMap<>();
        pack.members().forEach(each -> epochs.put(each, 0));
        while (!epochs.isEmpty()) {
            beforeEachEpoch.accept(pack);
            epochs.replaceAll((member, behind) -> behind + 1);
            List<Measurement> results = new ArrayList<>();
            epochs.forEach((member, epoch) -> results.add(result(member, epoch)));
            Set<Integer> leaving = observer.onEpoch(results);
            for (Map.Entry<Pack.Member, Integer> each : List.copyOf(epochs.entrySet())) {
                int number = each.getKey().number();
                Optional<End> end = early.get(number);
                if (end == null
                        && each.getValue() == each.getKey().spec().schedule().epochs()) {
                    end = Optional.of(new End.Completed());
                }
                if (end != null) {
                    end.ifPresent(said -> observer.onEnd(number, said));
                }
                if (end != null || leaving.contains(number)) {
                    epochs.remove(each.getKey());
                }
            }
            join(pack, epochs, observer);
        }
    }

    private void join(Pack pack, Map<Pack.Member, Integer> epochs, TrainingObserver observer) {
        Set<Integer> remaining =
                epochs.keySet().stream().map(Pack.Member::number).collect(Collectors.toUnmodifiableSet());
        List<Pack.Member> joining = observer.joining(remaining);
        pack.requireFit(remaining, joining);
        joining.forEach(each -> epochs.put(each, 0));
        if (!joining.isEmpty()) {
            joined.add(joining.stream().map(Pack.Member::number).toList());
        }
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        beforeScore.run();
        scored.addAll(List.of(train.size(), test.size()));
        Pack.Member member = winner.members().get(0);
        if (divergesAtScore > 0 && --divergesAtScore == 0) {
            return new Measurement(member.number(), 1, Double.NaN, 0.1, Double.NaN, 0.1);
        }
        return result(member, member.spec().schedule().epochs());
    }

    static Measurement result(Pack.Member member, int epoch) {
        double accuracy = member.seed().derive(epoch).generator().nextDouble();
        return new Measurement(member.number(), epoch, 1 - accuracy, accuracy, 1 - accuracy, accuracy);
    }
}
