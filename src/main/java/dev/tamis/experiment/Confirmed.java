package dev.tamis.experiment;

import dev.tamis.search.BestOfMeans;
import dev.tamis.search.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the repeats of the best trials say. The search's own value is in no mean: it is why a trial is among the best, and so flatters it.
 *
 * @param state UNDER_WAY while repeats are left
 * @param trials that have come to a value in each of their repeats, best mean first, equals in the search's order; none while repeats are left
 */
public record Confirmed(ConfirmationState state, List<Mean> trials) {

    /**
     * A trial that has been trained again.
     *
     * @param values of the objective, in the order of the repeats
     * @param pValue of the hypothesis that it is no worse than the first: see {@link BestOfMeans}; 1 of the first itself
     */
    public record Mean(int number, List<Double> values, double pValue) {

        public Mean {
            values = List.copyOf(values);
        }

        public double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        /** From repeat to repeat, with n - 1 in the denominator; empty of a single one. */
        public Optional<Double> standardDeviation() {
            double mean = mean();
            double squares = values.stream()
                    .mapToDouble(each -> (each - mean) * (each - mean))
                    .sum();
            return values.size() < 2 ? Optional.empty() : Optional.of(Math.sqrt(squares / (values.size() - 1)));
        }

        /** Whether it can be told from the first. */
        public boolean isWorse() {
            return pValue <= BestOfMeans.LEVEL;
        }
    }

    /** @param repeats all of an experiment */
    static Confirmed of(Direction direction, List<Repeat> repeats) {
        if (repeats.stream().anyMatch(each -> each.state() == Repeat.State.WAITING)) {
            return new Confirmed(ConfirmationState.UNDER_WAY, List.of());
        }
        Map<Integer, List<Repeat>> byTrial = new LinkedHashMap<>();
        repeats.stream()
                .sorted(Comparator.comparingInt(Repeat::place).thenComparingInt(Repeat::repetition))
                .forEach(each -> byTrial.computeIfAbsent(each.trial(), absent -> new ArrayList<>())
                        .add(each));
        List<List<Repeat>> whole = byTrial.values().stream()
                .filter(all -> all.stream().allMatch(each -> each.value().isPresent()))
                .toList();
        if (whole.isEmpty()) {
            return new Confirmed(ConfirmationState.UNCONFIRMED, List.of());
        }
        double[] pValues = BestOfMeans.pValues(whole.stream()
                .map(all -> all.stream()
                        .mapToDouble(each -> direction.merit(each.value().orElseThrow()))
                        .toArray())
                .toList());
        List<Mean> trials = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            List<Repeat> all = whole.get(i);
            List<Double> values =
                    all.stream().map(each -> each.value().orElseThrow()).toList();
            trials.add(new Mean(all.get(0).trial(), values, pValues[i]));
        }
        trials.sort(Comparator.comparingDouble((Mean each) -> -direction.merit(each.mean())));
        boolean tied = trials.size() > 1 && !trials.get(1).isWorse();
        return new Confirmed(tied ? ConfirmationState.TIED : ConfirmationState.CONFIRMED, trials);
    }

    /** The one with the best mean; empty while repeats are left, and where no trial came to a value in each of its repeats. */
    Optional<Mean> winner() {
        return trials.stream().findFirst();
    }
}
