package dev.tamis.experiment;

import dev.tamis.search.Outcome;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.List;

/**
 * What counts of a trial beside its first objective.
 *
 * @param objectives beside the first, two at most; none where it is null, as in plans stored before there could be any
 * @param constraints five at most; none where it is null
 */
public record Further(List<Objective> objectives, List<Constraint> constraints) {

    /** One objective, and no constraints. */
    public static final Further NOTHING = new Further(List.of(), List.of());

    public Further {
        objectives = objectives == null ? List.of() : List.copyOf(objectives);
        constraints = constraints == null ? List.of() : List.copyOf(constraints);
        if (objectives.size() >= Outcome.MOST_OBJECTIVES) {
            throw new InvalidField(
                    "objectives",
                    FieldCode.OUT_OF_RANGE,
                    "must be 2 or " + Outcome.MOST_OBJECTIVES + ", but are " + (objectives.size() + 1)
                            + "; of more, nearly every trial is the best in some regard");
        }
        if (constraints.size() > Outcome.MOST_CONSTRAINTS) {
            throw new InvalidField(
                    "constraints",
                    FieldCode.OUT_OF_RANGE,
                    "must be at most " + Outcome.MOST_CONSTRAINTS + ", but are " + constraints.size());
        }
        Violations violations = new Violations();
        checkTogether(constraints, violations);
        violations.throwIfAny();
    }

    /** Of a metric, each side has one bound at most, and values between the two are left. */
    private static void checkTogether(List<Constraint> constraints, Violations violations) {
        for (int i = 0; i < constraints.size(); i++) {
            Constraint later = constraints.get(i);
            for (Constraint earlier : constraints.subList(0, i)) {
                if (earlier.metric().equals(later.metric())) {
                    String field = "constraints[" + i + "]." + (later.atMost() == null ? "atLeast" : "atMost");
                    if (earlier.side() == later.side()) {
                        violations.add(
                                field,
                                FieldCode.CONFLICT,
                                "must be missing, for " + later.metric() + " has that bound already, " + earlier.bound()
                                        + ", but got " + later.bound());
                    } else if (!later.holds(earlier.bound())) {
                        violations.add(
                                field,
                                FieldCode.CONFLICT,
                                "must leave a value of " + later.metric() + " that the other bound, " + earlier.bound()
                                        + ", leaves too, but got " + later.bound());
                    }
                }
            }
        }
    }

    /** All objectives. */
    List<Objective> after(Objective first) {
        List<Objective> all = new ArrayList<>(List.of(first));
        all.addAll(objectives);
        return List.copyOf(all);
    }

    boolean isNothing() {
        return objectives.isEmpty() && constraints.isEmpty();
    }
}
