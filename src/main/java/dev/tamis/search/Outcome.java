package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.Objects;

/**
 * What a completed trial came to.
 *
 * @param merits each objective's value, turned so that larger is better: 1 to 3 finite numbers, see {@link Direction#merit}
 * @param excesses by how much each constraint is exceeded, as a share of its bound: above 0 it is violated; at most 5 finite numbers, see
 *     {@link Direction#excess}
 */
public record Outcome(List<Double> merits, List<Double> excesses) {

    /** Of more, nearly every trial is the best in some regard. */
    public static final int MOST_OBJECTIVES = 3;

    /** Each is a model more to fit at every draw. */
    public static final int MOST_CONSTRAINTS = 5;

    public Outcome {
        requireFinite("merits", merits, 1, MOST_OBJECTIVES);
        requireFinite("excesses", excesses, 0, MOST_CONSTRAINTS);
        merits = List.copyOf(merits);
        excesses = List.copyOf(excesses);
    }

    /** Of a search for one thing alone, without constraints. */
    public static Outcome of(double merit) {
        return new Outcome(List.of(merit), List.of());
    }

    /** That of the first objective. */
    public double merit() {
        return merits.get(0);
    }

    /** Whether it keeps to all constraints. */
    public boolean isFeasible() {
        return excesses.stream().allMatch(each -> each <= 0);
    }

    /** How far it is from keeping to all constraints: what is exceeded, added up; 0 where nothing is, and never infinite. */
    public double violation() {
        double sum = 0;
        for (double each : excesses) {
            sum += Math.max(0, each);
        }
        return Math.min(Double.MAX_VALUE, sum);
    }

    private static void requireFinite(String field, List<Double> values, int least, int most) {
        if (values == null
                || values.size() < least
                || values.size() > most
                || values.stream().anyMatch(each -> Objects.isNull(each) || !Double.isFinite(each))) {
            throw new InvalidField(
                    field,
                    FieldCode.OUT_OF_RANGE,
                    "must be " + least + " to " + most + " finite numbers, but got " + values);
        }
    }
}
