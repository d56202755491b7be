package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.Metrics;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * What a metric of a completed trial must keep to, after its last epoch. A trial that does not comes after all that do.
 *
 * @param metric the name of one of the trainer's, or of a trial as a whole
 * @param atMost the largest value that is good enough; null where atLeast is there
 * @param atLeast the smallest value that is good enough; null where atMost is there
 */
public record Constraint(
        @Meaning(
                value =
                        "What is looked at: trainLoss, trainAccuracy, validationLoss or validationAccuracy after the last epoch, or"
                                + " trainingSeconds, parameters or epochs of the trial as a whole",
                example = "parameters")
        String metric,

        @Meaning(value = "The largest value that keeps to it. Either this or atLeast", example = "50000", open = true)
        Double atMost,

        @Meaning(value = "The smallest value that keeps to it. Either this or atMost", open = true)
        Double atLeast) {

    public Constraint {
        Violations violations = new Violations();
        if (metric == null) {
            violations.add("metric", FieldCode.MISSING, "is missing");
        }
        if (atMost != null && atLeast != null) {
            violations.add(
                    "atLeast",
                    FieldCode.CONFLICT,
                    "must be missing beside atMost, but got " + atLeast + "; give a constraint for each");
        }
        if (atMost == null && atLeast == null) {
            violations.add("atMost", FieldCode.MISSING, "is missing; give it or atLeast");
        }
        requireFinite("atMost", atMost, violations);
        requireFinite("atLeast", atLeast, violations);
        violations.throwIfAny();
    }

    private static void requireFinite(String field, Double bound, Violations violations) {
        if (bound != null && !Double.isFinite(bound)) {
            violations.add(field, FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + bound);
        }
    }

    /**
     * The same, if it may be.
     *
     * @param metrics of the trainer
     * @throws InvalidField if there is no metric of that name
     */
    public Constraint checked(Metrics metrics) {
        List<String> legal = new ArrayList<>();
        metrics.all().forEach(each -> legal.add(each.name()));
        legal.addAll(TrialMetric.names());
        if (!legal.contains(metric)) {
            throw new InvalidField(
                    "metric", FieldCode.NOT_ONE_OF, "must be one of " + legal + ", but got " + Shown.of(metric));
        }
        return this;
    }

    /** Which value it is that must not be passed. */
    public double bound() {
        return atMost == null ? atLeast : atMost;
    }

    /** By how much a value breaks it, as a share of the bound; above 0 where it does: see {@link Direction#excess}. */
    double excess(double value) {
        return side().excess(value, bound());
    }

    /** Whether a value keeps to it. */
    public boolean holds(double value) {
        return excess(value) <= 0;
    }

    Direction side() {
        return atMost == null ? Direction.MAXIMIZE : Direction.MINIMIZE;
    }
}
