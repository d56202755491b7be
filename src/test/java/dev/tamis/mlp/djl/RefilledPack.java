package dev.tamis.mlp.djl;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A pack that members leave and others join at random; nobody stays away in the end. */
final class RefilledPack {

    private final Random random;

    private final int widest;

    private final Deque<Pack.Member> waiting;

    private final List<Pack.Member> first = new ArrayList<>();

    private final int repeats;

    private final Set<Integer> left = new HashSet<>();

    private final Map<Integer, List<Measurement>> curves = new TreeMap<>();

    /** @param widest that many train at a time at most */
    RefilledPack(Random random, List<Pack.Member> members, int widest) {
        this(random, members, widest, 1);
    }

    /** @param repeats networks of each */
    RefilledPack(Random random, List<Pack.Member> members, int widest, int repeats) {
        this.repeats = repeats;
        this.random = random;
        this.widest = widest;
        waiting = new ArrayDeque<>(members);
        int atFirst = 1 + random.nextInt(widest);
        for (int i = 0; i < atFirst; i++) {
            first.add(waiting.remove());
        }
    }

    /** @return each trial's learning curve, of those told to leave as far as they got */
    Map<Integer, List<Measurement>> train(Split split) {
        Trials.TRAINER.train(
                new Pack(Trials.BATCHES, MlpMetric.VALIDATION_ACCURACY, first, repeats),
                split,
                new Onlooker(this::leaving, this::joining));
        return curves;
    }

    boolean toldToLeave(int number) {
        return left.contains(number);
    }

    private Set<Integer> leaving(List<Measurement> results) {
        Set<Integer> leaving = new HashSet<>();
        for (Measurement result : results) {
            curves.computeIfAbsent(result.trialNumber(), number -> new ArrayList<>())
                    .add(result);
            if (random.nextInt(6) == 0) {
                leaving.add(result.trialNumber());
            }
        }
        left.addAll(leaving);
        return leaving;
    }

    private List<Pack.Member> joining(Set<Integer> remaining) {
        int room = widest - remaining.size();
        int count = remaining.isEmpty() ? 1 + random.nextInt(room) : random.nextInt(room + 1);
        List<Pack.Member> joining = new ArrayList<>();
        while (joining.size() < count && !waiting.isEmpty()) {
            joining.add(waiting.remove());
        }
        return joining;
    }
}
