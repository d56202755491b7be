package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is measured of a trial as a whole, not of one of its steps, whoever trains it; of each, less is better. */
public enum TrialMetric {

    /** Wall-clock time, so that what depends on it is not reproducible. */
    TRAINING_SECONDS(
            "trainingSeconds",
            "Seconds of training: those of its pack, shared by the trials in it, added up over its epochs",
            TrialCost::trainingSeconds),

    PARAMETERS(
            "parameters",
            "Number of weights that are trained, biases and those of batch norm among them",
            cost -> cost.parameters() == null ? null : cost.parameters().doubleValue()),

    EPOCHS("epochs", "Epochs done", cost -> (double) cost.epochs());

    private final Metric metric;
    private final String meaning;
    private final Function<TrialCost, Double> value;

    TrialMetric(String name, String meaning, Function<TrialCost, Double> value) {
        this.metric = new Metric(name, Direction.MINIMIZE, false);
        this.meaning = meaning;
        this.value = value;
    }

    /** Its name and direction. */
    public Metric metric() {
        return metric;
    }

    /** What it is, in one sentence without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** Its value; empty where nobody has counted it. */
    Optional<Double> of(TrialCost cost) {
        return Optional.ofNullable(value.apply(cost));
    }

    /** The names of all of them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(each -> each.metric.name()).toList();
    }

    /** The one of a name; empty where it is none of these. */
    static Optional<TrialMetric> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.metric.name().equals(name))
                .findFirst();
    }
}
