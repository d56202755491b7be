package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Meaning;
import dev.tamis.space.Violations;

/**
 * How often a trial is trained to be measured: what counts of it is the mean over all of its networks, and how far these lie apart is known.
 *
 * @param repeats in each fold, 1 to 20
 * @param folds 1: the rows are split once, as the dataset's sizes say; 2 to 20: each of these rows validates once
 */
public record Validation(
        @Meaning(
                value =
                        "Networks of each trial, or of each of its folds, with initial weights and dropout masks of their own; what a trial measures"
                                + " is the mean over all. repeats x folds is at most 100",
                low = 1,
                high = Validation.REPEATS_LIMIT,
                usual = "1")
        Integer repeats,

        @Meaning(
                value =
                        "Parts of the rows, dataset.trainSize + dataset.validationSize of them, each of which validates once what was trained on the"
                                + " others; every class keeps its share in each. 1: one part of validationSize rows",
                low = 1,
                high = Validation.FOLDS_LIMIT,
                usual = "1")
        Integer folds) {

    /** No fold has more networks. */
    public static final int REPEATS_LIMIT = 20;

    /** There are no more. */
    public static final int FOLDS_LIMIT = 20;

    /** No trial has more networks. */
    public static final int NETWORKS_LIMIT = 100;

    /** One network a trial. */
    public static final Validation USUAL = new Validation(1, 1);

    public Validation {
        repeats = repeats == null ? 1 : repeats;
        folds = folds == null ? 1 : folds;
        Violations violations = new Violations();
        check("repeats", repeats, REPEATS_LIMIT, violations);
        check("folds", folds, FOLDS_LIMIT, violations);
        if (violations.isEmpty() && repeats * folds > NETWORKS_LIMIT) {
            violations.add(
                    "repeats",
                    FieldCode.OUT_OF_RANGE,
                    "must be such that repeats x folds is at most " + NETWORKS_LIMIT + ", but got repeats=" + repeats
                            + ", folds=" + folds);
        }
        violations.throwIfAny();
    }

    private static void check(String field, int value, int limit, Violations violations) {
        if (value < 1 || value > limit) {
            violations.add(field, FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + limit + ", but got " + value);
        }
    }

    /** How many networks a trial has. */
    public int networks() {
        return repeats * folds;
    }

    /** Whether the rows are split in folds. */
    public boolean hasFolds() {
        return folds > 1;
    }
}
