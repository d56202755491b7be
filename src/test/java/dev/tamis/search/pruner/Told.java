package dev.tamis.search.pruner;

import dev.tamis.search.Curve;
import dev.tamis.search.Direction;
import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Stop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short names for what the tests of pruners do all the time. */
final class Told {

    private Told() {}

    static Judged trial(int number, int steps) {
        return new Judged(number, steps, steps, Direction.MAXIMIZE);
    }

    /** Values without ties. */
    static List<Merit> merits(double... values) {
        return Arrays.stream(values).mapToObj(each -> new Merit(each, 0)).toList();
    }

    /** So many trials of which these came to each step. */
    static Peers peers(int trials, Map<Integer, List<Merit>> reached) {
        Map<Integer, Peers.Seen> seen = new HashMap<>();
        reached.forEach((step, merits) -> seen.put(step, new Peers.Seen(trials, merits)));
        return new Peers(seen);
    }

    /** The first step after which the trial stops, and why. */
    static Optional<Map.Entry<Integer, Stop>> stop(Pruner pruner, Judged trial, Peers peers, List<Merit> course) {
        Curve curve = null;
        for (Merit each : course) {
            curve = curve == null ? Curve.start(each) : curve.then(each);
            Optional<Stop> stop = pruner.rule(trial, peers).after(curve);
            if (stop.isPresent()) {
                return Optional.of(Map.entry(curve.steps(), stop.get()));
            }
        }
        return Optional.empty();
    }

    static Optional<Integer> stopStep(Pruner pruner, Judged trial, Peers peers, List<Merit> course) {
        return stop(pruner, trial, peers, course).map(Map.Entry::getKey);
    }
}
