package dev.tamis.mlp;

import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** An observer for tests: a function of each epoch's results, another of who remains, and a memory of the ends. */
public final class Onlooker implements TrainingObserver {

    private final Function<List<Measurement>, Set<Integer>> leaving;
    private final Function<Set<Integer>, List<Pack.Member>> joining;
    private final Map<Integer, End> ends = new TreeMap<>();

    /** @param leaving who shall leave after each epoch */
    public Onlooker(Function<List<Measurement>, Set<Integer>> leaving) {
        this(leaving, remaining -> List.of());
    }

    /**
     * @param leaving who shall leave after each epoch
     * @param joining who joins those who remain
     */
    public Onlooker(
            Function<List<Measurement>, Set<Integer>> leaving, Function<Set<Integer>, List<Pack.Member>> joining) {
        this.leaving = leaving;
        this.joining = joining;
    }

    /** One that lets everybody train to the end. */
    public static Onlooker patient() {
        return new Onlooker(results -> Set.of());
    }

    /** What the trainer said of each trial that it ended. */
    public Map<Integer, End> ends() {
        return ends;
    }

    @Override
    public Set<Integer> onEpoch(List<Measurement> results) {
        return leaving.apply(results);
    }

    @Override
    public List<Pack.Member> joining(Set<Integer> remaining) {
        return joining.apply(remaining);
    }

    @Override
    public void onEnd(int trialNumber, End end) {
        if (ends.put(trialNumber, end) != null) {
            throw new AssertionError("trial " + trialNumber + " ended twice");
        }
    }
}
