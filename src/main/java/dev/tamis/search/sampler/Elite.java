package dev.tamis.search.sampler;

import dev.tamis.search.History;
import dev.tamis.search.pareto.Hypervolume;
import dev.tamis.search.pareto.Preference;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which trials count as good, and how much each of them says of where others are: the first of the order of preference, and of a front of
 * which not all are good those that dominate most.
 */
final class Elite {

    /** The share of the trials that have ended that count as good, and how many do at most. */
    private static final double GOOD = 0.1;

    private static final int MOST_GOOD = 25;

    /** Of the kernel for what nobody has tried, in those of a middling good trial. */
    private static final double UNTRIED = 0.5;

    private final Preference preference;
    private final Set<Integer> members;

    /** Whether it has members, and each of two that differ is preferred to the other or the other to it. */
    private final boolean isRanked;

    private Elite(Preference preference, Set<Integer> members, boolean isRanked) {
        this.preference = preference;
        this.members = members;
        this.isRanked = isRanked;
    }

    /** @param ended by number; the elite knows them by their places in this list */
    static Elite of(List<History.Ended> ended) {
        Preference preference =
                new Preference(ended.stream().map(History.Ended::outcome).toList());
        int[] order = Arrays.stream(preference.order())
                .filter(i -> ended.get(i).outcome().isPresent())
                .toArray();
        int good = (int) Math.min(order.length, Math.min(MOST_GOOD, Math.ceil(GOOD * ended.size())));
        Set<Integer> best = new HashSet<>();
        Arrays.stream(order).limit(good).forEach(best::add);
        if (good == 0) {
            return new Elite(preference, best, false);
        }
        boolean isRanked = ended.get(order[0]).outcome().orElseThrow().merits().size() == 1;
        int front = preference.front(order[good - 1]);
        if (isRanked || front == Preference.NONE) {
            return new Elite(preference, best, isRanked);
        }
        int[] members = Arrays.stream(order)
                .filter(i -> preference.front(i) == front)
                .sorted()
                .toArray();
        best.removeIf(i -> preference.front(i) == front);
        List<double[]> merits = Arrays.stream(members)
                .mapToObj(i -> ended.get(i).outcome().orElseThrow().merits().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toList();
        for (int each : Hypervolume.subset(merits, Hypervolume.reference(merits), good - best.size())) {
            best.add(members[each]);
        }
        return new Elite(preference, best, false);
    }

    boolean holds(int place) {
        return members.contains(place);
    }

    /**
     * Of a kernel for each member, by number, and of the wide one, last. With one objective (1 - r / (m + 1))² for one of m to which r are
     * preferred, so that the search goes where the best are and not only where some good ones are. With several all are alike: the whole
     * front is looked for.
     */
    double[] weights() {
        double[] weights = new double[members.size() + 1];
        Arrays.fill(weights, 1);
        if (isRanked) {
            int[] places = members.stream().mapToInt(Integer::intValue).sorted().toArray();
            double sum = 0;
            for (int i = 0; i < places.length; i++) {
                double behind = (double) preference.place(places[i]) / weights.length;
                weights[i] = (1 - behind) * (1 - behind);
                sum += weights[i];
            }
            weights[places.length] = UNTRIED * sum / places.length;
        }
        return weights;
    }
}
