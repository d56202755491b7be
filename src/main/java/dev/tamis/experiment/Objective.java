package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;

/**
 * What ranks trials: a metric of the validation rows, read at one epoch of the curve. A plan's has all three; of what a client
 * sends, all may be left open.
 *
 * @param metric the name of one of the plan's metrics; null: the trainer's usual one
 * @param direction the metric's; null: whichever that is, as in plans stored before it was kept
 */
public record Objective(
        @Meaning("What ranks trials") String metric,

        @Meaning("Which values are better. Follows from the metric; if it is there, it must agree")
        Direction direction,

        @Meaning(value = "Which epoch counts. BEST flatters trials with many epochs", usual = "LAST")
        At at) {

    /** What is given to who asks for nothing: as in the lecture, after the last epoch. */
    public static final Objective USUAL = new Objective(null, null, At.LAST);

    /** Which epoch counts. */
    public enum At {
        LAST,
        /** The best epoch of each trial; flatters trials with many epochs. */
        BEST
    }

    /** A metric in its own direction. */
    public Objective(String metric, At at) {
        this(metric, null, at);
    }

    /**
     * With what was left open filled in.
     *
     * @throws InvalidField where metric is none that may rank trials; {@code direction}: not the metric's
     */
    public Objective filled(Metrics metrics) {
        Metric ranks = metrics.objective(metric == null ? metrics.objectives().get(0) : metric);
        if (direction != null && direction != ranks.direction()) {
            throw new InvalidField(
                    "direction",
                    FieldCode.CONFLICT,
                    "must be " + ranks.direction() + " for " + ranks.name() + ", but got " + direction);
        }
        return new Objective(ranks.name(), ranks.direction(), at);
    }
}
