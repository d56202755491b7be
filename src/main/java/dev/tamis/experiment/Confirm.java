package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Meaning;
import dev.tamis.space.Violations;

/**
 * That the best trials are trained again once the search is over, and ranked by what those repeats come to: who is the best of many on a few
 * validation rows is so by luck as well.
 *
 * @param top how many of the best trials, 1 to 20; fewer where fewer have completed
 * @param repeats how often each, 1 to 20, with initial weights and dropout masks of its own each time
 */
public record Confirm(
        @Meaning(
                value = "How many of the best trials are trained again; fewer where fewer have completed",
                low = 1,
                high = Confirm.TOP_LIMIT,
                usual = "5")
        Integer top,

        @Meaning(
                value =
                        "How often each of them, with initial weights and dropout masks of its own each time. One repeat tells no spread, so nothing"
                                + " can be told apart. top x repeats is at most 100",
                low = 1,
                high = Confirm.REPEATS_LIMIT,
                usual = "2")
        Integer repeats) {

    /** More trials are not trained again. */
    public static final int TOP_LIMIT = 20;

    /** None of them more often. */
    public static final int REPEATS_LIMIT = 20;

    /** Nor more often all together: as much as the usual search. */
    public static final int RUNS_LIMIT = 100;

    private static final int USUAL_TOP = 5;
    private static final int USUAL_REPEATS = 2;

    public Confirm {
        top = top == null ? USUAL_TOP : top;
        repeats = repeats == null ? USUAL_REPEATS : repeats;
        Violations violations = new Violations();
        check("top", top, TOP_LIMIT, violations);
        check("repeats", repeats, REPEATS_LIMIT, violations);
        violations.throwIfAny();
        if (top * repeats > RUNS_LIMIT) {
            violations.add(
                    "repeats",
                    FieldCode.OUT_OF_RANGE,
                    "must be such that top x repeats is at most " + RUNS_LIMIT + ", but got top=" + top + ", repeats="
                            + repeats);
        }
        violations.throwIfAny();
    }

    private static void check(String field, int value, int limit, Violations violations) {
        if (value < 1 || value > limit) {
            violations.add(field, FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + limit + ", but got " + value);
        }
    }

    /** How often trials are trained again, at most. */
    public int runs() {
        return top * repeats;
    }
}
