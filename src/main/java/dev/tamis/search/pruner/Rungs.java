package dev.tamis.search.pruner;

import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Rule;
import dev.tamis.search.Stop;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps at which all but the best are stopped, ever fewer of them: {@code min} is the first rung, and as many follow, evenly on a
 * logarithmic scale to {@code max}, as bring one rung to about {@code factor} times the one before. 1 to 10 by 2: 1, 2, 5, 10; 100 to 900
 * by 3: 100, 300, 900; 3 to 50 by 3: 3, 8, 20, 50. At {@code max} nobody is stopped any more.
 *
 * @param steps the rungs, ascending, the last left out
 * @param factor of all trials so far, one of this many passes the first rung, of these again one of this many the second, and so on
 */
record Rungs(List<Integer> steps, int factor) {

    /** @throws InvalidField {@code max}: not above min */
    static Rungs of(int min, int max, int factor) {
        if (max < min) {
            throw new InvalidField("max", FieldCode.CONFLICT, "must be >= min, but got min=" + min + ", max=" + max);
        }
        int count = max == min ? 0 : (int) Math.max(1, Math.round(Math.log((double) max / min) / Math.log(factor)));
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rung = (int) Math.round(min * Math.pow((double) max / min, (double) i / count));
            if ((steps.isEmpty() || rung > steps.get(steps.size() - 1)) && rung < max) {
                steps.add(rung);
            }
        }
        return new Rungs(steps, factor);
    }

    /** Without the first ones. */
    Rungs from(int index) {
        return new Rungs(steps.subList(Math.min(index, steps.size()), steps.size()), factor);
    }

    /** Those that a trial comes to before its end. */
    List<Integer> below(int end) {
        return steps.stream().filter(each -> each < end).toList();
    }

    /**
     * Stops a trial at a rung unless it is one of the best there. How many these are is reckoned from all trials so far, not from those
     * that came to the rung: early ones, of which too many do for want of others, would make room there for as bad ones for ever.
     */
    Rule rule(Judged trial, Peers peers) {
        Map<Integer, Bar> bars = new HashMap<>();
        double share = factor;
        for (int rung : below(trial.steps())) {
            Peers.Seen seen = peers.after(rung);
            int among = seen.trials() + 1;
            int passing = (int) Math.max(1, Math.floor(among / share));
            if (passing <= seen.reached().size()) {
                bars.put(rung, new Bar(seen.best().get(passing - 1), passing, among));
            }
            share *= factor;
        }
        return curve -> Optional.ofNullable(bars.get(curve.steps())).flatMap(bar -> bar.judge(curve.latest()));
    }

    private record Bar(Merit needed, int passing, int among) {

        Optional<Stop> judge(Merit reached) {
            return reached.compareTo(needed) >= 0
                    ? Optional.empty()
                    : Optional.of(new Stop.Hopeless(reached, needed, Stop.Hopeless.best(passing, among)));
        }
    }
}
