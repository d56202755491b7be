package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The trials inside a space as numbers, best first: row i is the trial of rank i, failed trials come last.
 *
 * <p>Merits are values seen such that larger is better; a failed trial's merit is minus infinity.
 */
final class Sample {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final SearchSpace space;
    private final Objective objective;
    private final List<ScoredTrial> ranked;
    private final double[] merits;

    Sample(SearchSpace space, List<ScoredTrial> trials, Objective objective) {
        this.space = space;
        this.objective = objective;
        // A stable sort: of equals, the earlier trial is the better one.
        this.ranked = trials.stream()
                .filter(trial -> space.contains(trial.parameters()))
                .sorted(Comparator.comparingDouble((ScoredTrial trial) -> -merit(trial, objective)))
                .toList();
        this.merits =
                ranked.stream().mapToDouble(trial -> merit(trial, objective)).toArray();
    }

    /** A trial's value seen such that larger is better; minus infinity if it failed. */
    static double merit(ScoredTrial trial, Objective objective) {
        return trial.value().isPresent()
                ? objective.direction().merit(trial.value().getAsDouble())
                : Double.NEGATIVE_INFINITY;
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
        return (int) ranked.stream().filter(trial -> trial.value().isPresent()).count();
    }

    /** Merits, best first. */
    double[] merits() {
        return merits.clone();
    }

    /** How noisy values are. */
    Noise noise() {
        return objective.noise();
    }

    /** One standard error of a completed trial's value. */
    double standardError(int rank) {
        return objective.noise().standardError(ranked.get(rank).value().orElseThrow());
    }

    /** Values of the completed trials, best first. */
    double[] values() {
        return ranked.stream().flatMapToDouble(trial -> trial.value().stream()).toArray();
    }

    /** A parameter's values as its domain writes them, best trial first. */
    List<Object> choices(String parameter) {
        Domain domain = space.domains().get(parameter);
        return ranked.stream()
                .map(trial -> domain.ofKind(trial.parameters().values().get(parameter)))
                .toList();
    }

    /** A parameter's positions in the current range, best trial first. */
    double[] positions(String parameter) {
        Domain domain = space.domains().get(parameter);
        return ranked.stream()
                .mapToDouble(
                        trial -> domain.positionOf(trial.parameters().values().get(parameter)))
                .toArray();
    }

    /** How many trials, from the best on, are at least as good as a merit. */
    int countAtLeast(double merit) {
        return (int) Arrays.stream(merits).filter(each -> each >= merit).count();
    }

    /** Normal scores, best first: what the trial of each rank would have, were values normally distributed; ties share. */
    double[] normalScores() {
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
