package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ranks trials: a metric of the validation rows, read at one epoch of the curve, or one of the trial as a whole. A plan's has the
 * first three; of what a client sends, all may be left open.
 *
 * @param metric the name of one of the trainer's metrics that may rank trials, or of a {@link TrialMetric}; null: the trainer's usual one
 * @param direction the metric's; null: whichever that is, as in plans stored before it was kept
 * @param reference of several objectives: the value from which the hypervolume counts, finite; null: the worst that there is
 */
public record Objective(
        @Meaning(
                "What ranks trials: a metric of the validation rows, or trainingSeconds, parameters (the number of weights) or epochs of the"
                        + " trial as a whole")
        String metric,

        @Meaning("Which values are better. Follows from the metric; if it is there, it must agree")
        Direction direction,

        @Meaning(
                value =
                        "Which epoch counts. BEST flatters trials with many epochs; what is of the trial as a whole is taken at the LAST",
                usual = "LAST")
        At at,

        @Meaning(
                value =
                        "Of several objectives: the value from which the hypervolume counts, which no trial of interest is worse than. If it"
                                + " is missing, the worst value of a completed trial that keeps to all constraints",
                open = true)
        Double reference) {

    /** What is given to who asks for nothing: as in the lecture, after the last epoch. */
    public static final Objective USUAL = new Objective(null, null, At.LAST);

    /** Which epoch counts. */
    public enum At {
        LAST,
        /** The best epoch of each trial; flatters trials with many epochs. */
        BEST
    }

    public Objective {
        if (reference != null && !Double.isFinite(reference)) {
            throw new InvalidField(
                    "reference", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + reference);
        }
    }

    /** The hypervolume, where there is one, counts from the worst value that there is. */
    public Objective(String metric, Direction direction, At at) {
        this(metric, direction, at, null);
    }

    /** A metric in its own direction. */
    public Objective(String metric, At at) {
        this(metric, null, at);
    }

    /**
     * With what was left open filled in.
     *
     * @throws InvalidField where metric is none that may rank trials; {@code direction}: not the metric's; {@code at}: BEST of what is no
     *     metric of an epoch
     */
    public Objective filled(Metrics metrics) {
        Metric ranks = ranking(metrics);
        if (direction != null && direction != ranks.direction()) {
            throw new InvalidField(
                    "direction",
                    FieldCode.CONFLICT,
                    "must be " + ranks.direction() + " for " + ranks.name() + ", but got " + direction);
        }
        if (at == At.BEST && TrialMetric.named(ranks.name()).isPresent()) {
            throw new InvalidField(
                    "at",
                    FieldCode.CONFLICT,
                    "must be LAST for " + ranks.name() + ", which is of the trial as a whole, but got BEST");
        }
        return new Objective(ranks.name(), ranks.direction(), at, reference);
    }

    /**
     * All objectives of a plan, filled in.
     *
     * @param violations hears what is wrong with which of them; what it hears is left out
     */
    public static List<Objective> allFilled(List<Objective> all, Metrics metrics, Violations violations) {
        List<Objective> filled = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Objective each = all.get(i);
            String field = all.size() == 1 ? "objective" : "objectives[" + i + "]";
            violations.collect(field, () -> each.filled(metrics)).ifPresent(objective -> {
                if (filled.stream().anyMatch(before -> before.metric().equals(objective.metric()))) {
                    violations.add(
                            field + ".metric",
                            FieldCode.CONFLICT,
                            "must be another metric than those before it, but got " + objective.metric() + " again");
                }
                filled.add(objective);
            });
        }
        return filled;
    }

    private Metric ranking(Metrics metrics) {
        String name = metric == null ? metrics.objectives().get(0) : metric;
        return TrialMetric.named(name)
                .map(TrialMetric::metric)
                .or(() ->
                        Optional.of(name).filter(metrics.objectives()::contains).map(metrics::named))
                .orElseThrow(() -> new InvalidField(
                        "metric",
                        FieldCode.NOT_ONE_OF,
                        "must be one of "
                                + Stream.concat(metrics.objectives().stream(), TrialMetric.names().stream())
                                        .toList()
                                + ", but got " + Shown.of(name)));
    }
}
