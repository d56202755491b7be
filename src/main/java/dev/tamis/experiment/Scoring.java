package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Merit;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import dev.tamis.search.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How what was measured of a trial becomes what ranks it.
 *
 * @param metrics of the trainer, in the order of the values
 * @param objectives 1 to 3, the first of which ranks where there is no other
 * @param constraints what trials must keep to
 */
public record Scoring(Metrics metrics, List<Objective> objectives, List<Constraint> constraints) {

    /** Of a trial's row: all that {@link #outcome(ResultSet)} reads of it. */
    public static final String COLUMNS = "metrics, best_metrics, training_seconds, weights, epochs_done";

    /**
     * What a trial has measured.
     *
     * @param last after the last epoch done; none until the first
     * @param best of each metric, of any epoch whose figures are numbers; none until there is one
     */
    record Figures(List<Double> last, List<Double> best, TrialCost cost) {}

    /** Of a plan. */
    public static Scoring of(Plan plan) {
        return new Scoring(plan.metrics(), plan.objectives(), plan.constraints());
    }

    /**
     * How good an epoch is, where the best one is looked for: by the first objective's metric, or the trainer's usual one where that is
     * no metric of an epoch. Larger is better.
     */
    double merit(List<Double> values) {
        Metric metric = stepMetric();
        return metric.direction().merit(values.get(metrics.indexOf(metric.name())));
    }

    /** How good an epoch is beside that of another trial. */
    Merit meritOf(List<Double> values) {
        return new Merit(merit(values), tie(values));
    }

    /** The metric of an epoch by which trials are compared while they train. */
    Metric stepMetric() {
        String first = objectives.get(0).metric();
        return metrics.named(
                TrialMetric.named(first).isPresent() ? metrics.objectives().get(0) : first);
    }

    /** The name of that metric. */
    public String watched() {
        return stepMetric().name();
    }

    /** How far values of the first objective lie apart; null where it is no metric of an epoch. @param spreads of all metrics */
    Double spread(List<Double> spreads) {
        String first = objectives.get(0).metric();
        return TrialMetric.named(first).isPresent() ? null : spreads.get(metrics.indexOf(first));
    }

    /** What decides between equals. */
    Metric tieMetric() {
        return metrics.named(metrics.tie());
    }

    /** Which epoch the first objective is read at. */
    Objective.At at() {
        return objectives.get(0).at();
    }

    /** A value of the first objective turned so that larger is better. */
    double rank(double value) {
        return direction(objectives.get(0)).merit(value);
    }

    /** What decides between equal ranks, turned alike. */
    double tie(List<Double> values) {
        Metric metric = tieMetric();
        return metric.direction().merit(values.get(metrics.indexOf(metric.name())));
    }

    /** Whether more than the first objective counts. */
    boolean isManifold() {
        return objectives.size() > 1 || !constraints.isEmpty();
    }

    /** Values of the objectives, in their order; null where there is none (yet), or it is no number. */
    public List<Double> values(Trial trial) {
        return values(figures(trial));
    }

    /** What a completed trial came to; empty of others, and where what counts was not measured. */
    public Optional<Outcome> outcome(Trial trial) {
        return trial.state() == TrialState.COMPLETED ? outcome(figures(trial)) : Optional.empty();
    }

    /** What a completed trial came to. @param row with the {@link #COLUMNS} */
    public Optional<Outcome> outcome(ResultSet row) throws SQLException {
        return outcome(figures(row));
    }

    /** What a constraint looks at, of a trial; null where there is no value, or it is no number. */
    public Double value(Constraint constraint, Trial trial) {
        return ofMetric(constraint.metric(), figures(trial)).orElse(null);
    }

    List<Double> values(Figures figures) {
        List<Double> values = new ArrayList<>();
        objectives.forEach(each -> values.add(value(each, figures).orElse(null)));
        return values;
    }

    /** Empty unless all that counts is a number. */
    Optional<Outcome> outcome(Figures figures) {
        List<Double> merits = new ArrayList<>();
        for (Objective each : objectives) {
            value(each, figures).map(direction(each)::merit).ifPresent(merits::add);
        }
        List<Double> excesses = new ArrayList<>();
        for (Constraint each : constraints) {
            ofMetric(each.metric(), figures).map(each::excess).ifPresent(excesses::add);
        }
        return merits.size() == objectives.size() && excesses.size() == constraints.size()
                ? Optional.of(new Outcome(merits, excesses))
                : Optional.empty();
    }

    /** Names of what counts and is no number. */
    List<String> unmeasured(Figures figures) {
        List<String> names = new ArrayList<>();
        objectives.stream()
                .filter(each -> value(each, figures).isEmpty())
                .map(Objective::metric)
                .forEach(names::add);
        constraints.stream()
                .map(Constraint::metric)
                .filter(each -> ofMetric(each, figures).isEmpty())
                .forEach(names::add);
        return names.stream().distinct().toList();
    }

    private Optional<Double> value(Objective objective, Figures figures) {
        boolean best = objective.at() == Objective.At.BEST;
        return best ? finite(metrics.value(figures.best(), objective.metric())) : ofMetric(objective.metric(), figures);
    }

    private Optional<Double> ofMetric(String name, Figures figures) {
        return finite(TrialMetric.named(name)
                .map(each -> each.of(figures.cost()))
                .orElseGet(() -> metrics.value(figures.last(), name)));
    }

    private static Optional<Double> finite(Optional<Double> value) {
        return value.filter(Double::isFinite);
    }

    private Direction direction(Objective objective) {
        return TrialMetric.named(objective.metric())
                .map(TrialMetric::metric)
                .map(Metric::direction)
                .orElseGet(() -> metrics.named(objective.metric()).direction());
    }

    private static Figures figures(Trial trial) {
        return new Figures(trial.metrics(), trial.bestMetrics(), trial.cost());
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                orNone(StoredMetrics.read(row, "metrics")),
                orNone(StoredMetrics.read(row, "best_metrics")),
                new TrialCost(
                        row.getObject("training_seconds", Double.class),
                        row.getObject("weights", Long.class),
                        row.getInt("epochs_done")));
    }

    private static List<Double> orNone(List<Double> values) {
        return values == null ? List.of() : values;
    }
}
