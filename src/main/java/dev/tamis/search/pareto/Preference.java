package dev.tamis.search.pareto;

import dev.tamis.search.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which trials are preferred to which, in one order for all who ask: what keeps to all constraints comes first, by its {@link Fronts front},
 * and within a front what has most room ({@link Crowding}); then what does not, by its violation; then what has no outcome. With one
 * objective and no constraint that is the order of merit. Of equals the earlier one comes first.
 */
public final class Preference {

    /** The front of what keeps not to all constraints or has no outcome. */
    public static final int NONE = -1;

    private final int[] fronts;
    private final int[] order;
    private final int[] places;

    /** @param outcomes of trials, by number; all of them with as many merits; empty of those that failed or were stopped */
    public Preference(List<Optional<Outcome>> outcomes) {
        int n = outcomes.size();
        this.fronts = fronts(outcomes);
        double[] rooms = rooms(outcomes);
        double[] violations = outcomes.stream()
                .mapToDouble(each -> each.map(Outcome::violation).orElse(Double.POSITIVE_INFINITY))
                .toArray();
        Comparator<Integer> preferred = Comparator.comparing((Integer i) -> fronts[i] == NONE)
                .thenComparingInt(i -> fronts[i])
                .thenComparingDouble(i -> -rooms[i])
                .thenComparingDouble(i -> violations[i]);
        this.order = IntStream.range(0, n)
                .boxed()
                .sorted(preferred)
                .mapToInt(Integer::intValue)
                .toArray();
        this.places = new int[n];
        for (int i = 1; i < n; i++) {
            places[order[i]] = preferred.compare(order[i - 1], order[i]) == 0 ? places[order[i - 1]] : i;
        }
    }

    private int[] fronts(List<Optional<Outcome>> outcomes) {
        int[] feasible = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i).map(Outcome::isFeasible).orElse(false))
                .toArray();
        List<double[]> merits = new ArrayList<>();
        for (int each : feasible) {
            merits.add(merits(outcomes.get(each)));
        }
        int[] ranks = Fronts.ranks(merits);
        int[] all = new int[outcomes.size()];
        Arrays.fill(all, NONE);
        for (int i = 0; i < feasible.length; i++) {
            all[feasible[i]] = ranks[i];
        }
        return all;
    }

    private double[] rooms(List<Optional<Outcome>> outcomes) {
        List<List<Integer>> members = new ArrayList<>();
        for (int i = 0; i < fronts.length; i++) {
            while (members.size() <= fronts[i]) {
                members.add(new ArrayList<>());
            }
            if (fronts[i] != NONE) {
                members.get(fronts[i]).add(i);
            }
        }
        double[] rooms = new double[fronts.length];
        for (List<Integer> front : members) {
            if (merits(outcomes.get(front.get(0))).length == 1) {
                break; // all of a front are alike
            }
            double[] distances = Crowding.distances(
                    front.stream().map(i -> merits(outcomes.get(i))).toList());
            for (int i = 0; i < distances.length; i++) {
                rooms[front.get(i)] = distances[i];
            }
        }
        return rooms;
    }

    private static double[] merits(Optional<Outcome> outcome) {
        return outcome.orElseThrow().merits().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The trials' indices, the most preferred first. */
    public int[] order() {
        return order.clone();
    }

    /** The front of a trial, 0 the best; {@link #NONE} of what keeps not to all constraints or has no outcome. */
    public int front(int index) {
        return fronts[index];
    }

    /** How many are preferred to a trial: the same of those between which there is no preference. */
    public int place(int index) {
        return places[index];
    }

    /** The indices of the first front: what nothing dominates of what keeps to all constraints. */
    public int[] best() {
        return IntStream.range(0, fronts.length).filter(i -> fronts[i] == 0).toArray();
    }
}
