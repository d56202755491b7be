package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;

/**
 * How much an experiment may use.
 *
 * @param maxTrials trials over all rounds, 1 or more
 * @param parallelTrials trials in flight over all nodes, 1 or more; never changes any result
 * @param maxFailedTrials failed trials that are allowed, 0 or more; one more ends the experiment as FAILED
 */
public record Budget(int maxTrials, int parallelTrials, int maxFailedTrials) {

    /** The largest experiment that is taken. Its trials are drawn and stored in one transaction. */
    public static final int TRIALS_LIMIT = Sampler.MOST_POINTS;

    public Budget {
        Violations violations = new Violations();
        if (maxTrials < 1 || maxTrials > TRIALS_LIMIT) {
            violations.add(
                    "maxTrials",
                    FieldCode.OUT_OF_RANGE,
                    "must be >= 1 and <= " + TRIALS_LIMIT + ", but got " + maxTrials);
        }
        if (parallelTrials < 1 || parallelTrials > 10_000) {
            violations.add(
                    "parallelTrials", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= 10000, but got " + parallelTrials);
        }
        if (maxFailedTrials < 0) {
            violations.add("maxFailedTrials", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + maxFailedTrials);
        }
        violations.throwIfAny();
    }
}
