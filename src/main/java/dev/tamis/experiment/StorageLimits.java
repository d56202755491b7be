package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How much an experiment may come to store, from its plan alone: a line of text can order 100,000 trials of 100,000 epochs each, and
 * every epoch of a trial is a row.
 */
final class StorageLimits {

    /** Rows of all trials: about a gigabyte of H2's file. */
    static final long MOST_EPOCHS = 10_000_000;

    /** Losses of single iterations: of one trial, which are read as a whole, and of all. */
    static final long MOST_LOSSES_OF_TRIAL = 1_000_000;

    static final long MOST_LOSSES = 50_000_000;

    /** Of a trial's row with its hyperparameters, of an epoch's with its key in the index, and of a loss, in either database. */
    private static final long BYTES_OF_TRIAL = 1_000;

    private static final long BYTES_OF_EPOCH = 160;

    private static final long BYTES_OF_LOSS = 8;

    private static final long BYTES_OF_NUMBER = 8;

    /** Of a trial's row where it is trained again, with its key. */
    private static final long BYTES_OF_REPEAT = 200;

    /** Of a request's row with its key. */
    private static final long BYTES_OF_REQUEST = 400;

    private StorageLimits() {}

    /**
     * What points that somebody chooses take beside their trials, which the plan counts.
     *
     * @param request as it is kept with a key; empty where it is not
     */
    static long bytes(int points, String note, Optional<String> request) {
        return (long) points * utf8(note)
                + request.map(body -> BYTES_OF_REQUEST + utf8(body) + points * BYTES_OF_NUMBER)
                        .orElse(0L);
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What a plan's trials may come to take on a disk, all at their longest; of what no plan may have, at most what a long holds. */
    static long bytes(Plan plan) {
        double trials = plan.terms().budget().maxTrials();
        Trainable.Length longest = plan.trainer().longest(plan, plan.model().searched());
        long losses = plan.terms().curve() == CurveDetail.ITERATION ? longest.iterations() : 0;
        return (long) (trials * (BYTES_OF_TRIAL + longest.steps() * (BYTES_OF_EPOCH + (double) losses * BYTES_OF_LOSS)))
                + plan.mostRepeats() * BYTES_OF_REPEAT;
    }

    /**
     * Checks what a plan makes of a space, for all of its trials.
     *
     * @param field to blame for too many epochs
     * @throws InvalidField that field or {@code curve}, if it may store more than is kept
     */
    static void check(Plan plan, SearchSpace space, String field) {
        long trials = plan.terms().budget().maxTrials();
        Trainable.Length longest = plan.trainer().longest(plan, space);
        long epochs = longest.steps();
        if (trials * epochs > MOST_EPOCHS) {
            throw new InvalidField(
                    field,
                    FieldCode.OUT_OF_RANGE,
                    "must be such that all trials have at most " + MOST_EPOCHS + " epochs together, but " + trials
                            + " trials of up to " + epochs + " epochs have " + trials * epochs);
        }
        if (plan.terms().curve() == CurveDetail.ITERATION) {
            long losses = epochs * longest.iterations();
            if (losses > MOST_LOSSES_OF_TRIAL || trials * losses > MOST_LOSSES) {
                throw new InvalidField(
                        "curve",
                        FieldCode.OUT_OF_RANGE,
                        "must be EPOCH where a trial has more than " + MOST_LOSSES_OF_TRIAL
                                + " iterations, or all have more"
                                + " than " + MOST_LOSSES + " together, but " + trials + " trials may have " + losses
                                + " each");
            }
        }
    }
}
