package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The trials inside a space as numbers, best first: row i is the trial of rank i, failed trials come last, and before them those that were
 * stopped early ({@link ScoredTrial}).
 *
 * <p>Merits are values seen such that larger is better; a failed trial's merit is minus infinity. What a trial does not have is NaN:
 * see {@link Branches}.
 */
final class Sample {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final SearchSpace space;
    private final Noise noise;
    private final double[] merits;
    private final double[] values;
    private final int lived;
    private final Map<String, double[]> positions = new HashMap<>();
    private double @Nullable [] normalScores;

    Sample(SearchSpace space, List<ScoredTrial> trials, Ranking ranking) {
        this.space = space;
        this.noise = ranking.noise();
        List<ScoredTrial> inside = trials.stream()
                .filter(trial -> space.contains(trial.parameters()))
                .toList();
        double[] unranked = inside.stream()
                .mapToDouble(trial -> trial.merit(ranking.direction()))
                .toArray();
        // A stable sort: of equals, the earlier trial is the better one.
        int[] ranked = IntStream.range(0, unranked.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -unranked[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.merits = ranked(unranked, ranked);
        this.lived =
                (int) inside.stream().filter(trial -> trial.value().isPresent()).count();
        this.values = Arrays.stream(ranked)
                .mapToObj(inside::get)
                .filter(ScoredTrial::hasCompleted)
                .flatMapToDouble(trial -> trial.value().stream())
                .toArray();
        spreadStopped();
        readPositions(inside, ranked);
    }

    /**
     * Evenly below those that have completed, for differences of merits count as well: as far from one to the next as these are from
     * one another.
     */
    private void spreadStopped() {
        int completed = values.length;
        double lowest = completed == 0 ? 0 : merits[completed - 1];
        double gap = completed < 2 || merits[0] == lowest ? 1 : (merits[0] - lowest) / completed;
        double before = Double.NaN;
        double merit = lowest;
        for (int i = completed; i < lived; i++) {
            merit = merits[i] == before ? merit : lowest - gap * (i - completed + 1);
            before = merits[i];
            merits[i] = merit;
        }
    }

    /** In one walk over the trials in the order in which they lie in memory: it is large, and ranks are all over it. */
    private void readPositions(List<ScoredTrial> inside, int[] ranked) {
        List<String> names = List.copyOf(space.domains().keySet());
        List<Domain> domains = names.stream().map(space.domains()::get).toList();
        double[][] unranked = new double[names.size()][inside.size()];
        for (int i = 0; i < inside.size(); i++) {
            Map<String, Object> point = inside.get(i).parameters().values();
            for (int k = 0; k < unranked.length; k++) {
                Object value = point.get(names.get(k));
                unranked[k][i] = value == null ? Double.NaN : domains.get(k).positionOf(value);
            }
        }
        for (int k = 0; k < unranked.length; k++) {
            positions.put(names.get(k), ranked(unranked[k], ranked));
        }
    }

    private static double[] ranked(double[] unranked, int[] ranked) {
        return Arrays.stream(ranked).mapToDouble(i -> unranked[i]).toArray();
    }

    SearchSpace space() {
        return space;
    }

    int size() {
        return merits.length;
    }

    /** Number of parameters of the space. */
    int parameters() {
        return space.domains().size();
    }

    int completed() {
        return values.length;
    }

    /** How many have not failed: those that completed come first, then those that were stopped early. */
    int lived() {
        return lived;
    }

    /** Merits, best first; not to be written to. */
    double[] merits() {
        return merits;
    }

    /** How noisy values are. */
    Noise noise() {
        return noise;
    }

    /** One standard error of a completed trial's value; 0 of one that was stopped, for its rank is all that is known. */
    double standardError(int rank) {
        return rank < values.length ? noise.standardError(values[rank]) : 0;
    }

    /** Values of the completed trials, best first; not to be written to. */
    double[] values() {
        return values;
    }

    /** A parameter's values as its domain writes them, best trial first. */
    List<Object> choices(String parameter) {
        return Arrays.stream(positions(parameter))
                .mapToObj(space.domain(parameter)::valueAt)
                .toList();
    }

    /** A parameter's positions in the current range, best trial first; not to be written to. */
    double[] positions(String parameter) {
        return Objects.requireNonNull(positions.get(parameter), parameter);
    }

    /** How many trials, from the best on, are at least as good as a merit. */
    int countAtLeast(double merit) {
        int low = 0;
        int high = merits.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (merits[middle] >= merit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Normal scores, best first: what the trial of each rank would have, were values normally distributed; ties share. Not to be written to. */
    double[] normalScores() {
        if (normalScores == null) {
            normalScores = computedNormalScores();
        }
        return normalScores;
    }

    private double[] computedNormalScores() {
        int n = merits.length;
        double[] scores = IntStream.range(0, n)
                .mapToDouble(rank -> -NORMAL.inverseCumulativeProbability((rank + 0.5) / n))
                .toArray();
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && merits[to] == merits[from]) {
                to++;
            }
            Arrays.fill(
                    scores, from, to, Arrays.stream(scores, from, to).average().orElseThrow());
            from = to;
        }
        return scores;
    }
}
