package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Metrics;
import java.util.List;

/**
 * How the values of a trial's metrics become what ranks it.
 *
 * @param metrics in the order of the values
 * @param objective the place of the objective's metric among them
 * @param at which epoch counts
 */
record Scoring(Metrics metrics, int objective, Objective.At at) {

    static Scoring of(Plan plan) {
        Objective objective = plan.terms().objective();
        Metrics metrics = plan.metrics();
        return new Scoring(metrics, metrics.indexOf(objective.metric()), objective.at());
    }

    /** The value of the objective's metric. */
    double value(List<Double> values) {
        return values.get(objective);
    }

    /** A value of the objective turned so that larger is better. */
    double rank(double value) {
        return direction().merit(value);
    }

    /** What decides between equal ranks, turned alike. */
    double tie(List<Double> values) {
        int place = metrics.indexOf(metrics.tie());
        return metrics.all().get(place).direction().merit(values.get(place));
    }

    private Direction direction() {
        return metrics.all().get(objective).direction();
    }
}
