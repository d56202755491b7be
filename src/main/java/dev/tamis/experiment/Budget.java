package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import dev.tamis.space.Violations;
import java.util.OptionalLong;

/**
 * How much an experiment may use. A plan's has all three; of what a client sends, two may be left open.
 *
 * @param maxTrials trials over all rounds, 1 or more; null: as many as the sampler has points, or 100
 * @param parallelTrials trials in flight over all nodes, 1 or more; changes no result, unless it is the lag of a sampler that learns
 * @param maxFailedTrials failed trials that are allowed, 0 or more; one more ends the experiment as FAILED; null: maxTrials
 */
public record Budget(
        @Meaning(
                value =
                        "Trials over all rounds. With a sampler that tries all of its points, such as GRID, their number, and that is the"
                                + " default too; 100 with others",
                low = 1,
                high = Budget.TRIALS_LIMIT,
                example = "100")
        Integer maxTrials,

        @Meaning(
                value =
                        "Trials in flight over all nodes; changes no result, unless the sampler learns from results and names no lag of its"
                                + " own",
                low = 1,
                high = Budget.PARALLEL_LIMIT,
                usual = "16")
        int parallelTrials,

        @Meaning(
                value =
                        "Failed trials (loss became NaN or infinite, say) that are allowed; one more ends the experiment as FAILED. As many"
                                + " as maxTrials if it is missing",
                low = 0,
                example = "10")
        Integer maxFailedTrials) {

    /** The largest experiment that is taken. Its trials are drawn and stored in one transaction. */
    public static final int TRIALS_LIMIT = Sampler.MOST_POINTS;

    static final int PARALLEL_LIMIT = 10_000;

    /** What is given to who asks for nothing. */
    public static final Budget USUAL = new Budget(null, 16, null);

    private static final int USUAL_TRIALS = 100;

    public Budget {
        Violations violations = new Violations();
        if (maxTrials != null && (maxTrials < 1 || maxTrials > TRIALS_LIMIT)) {
            violations.add(
                    "maxTrials",
                    FieldCode.OUT_OF_RANGE,
                    "must be >= 1 and <= " + TRIALS_LIMIT + ", but got " + maxTrials);
        }
        if (parallelTrials < 1 || parallelTrials > PARALLEL_LIMIT) {
            violations.add(
                    "parallelTrials",
                    FieldCode.OUT_OF_RANGE,
                    "must be >= 1 and <= " + PARALLEL_LIMIT + ", but got " + parallelTrials);
        }
        if (maxFailedTrials != null && maxFailedTrials < 0) {
            violations.add("maxFailedTrials", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + maxFailedTrials);
        }
        violations.throwIfAny();
    }

    /**
     * With what was left open filled in.
     *
     * @param points how many the sampler has; empty where they never run out
     * @throws InvalidField {@code maxTrials}: other than the points of a sampler that is tried whole
     */
    public Budget filled(OptionalLong points) {
        int trials = maxTrials == null ? (int) Math.min(TRIALS_LIMIT, points.orElse(USUAL_TRIALS)) : maxTrials;
        if (points.isPresent() && trials != points.getAsLong()) {
            throw new InvalidField(
                    "maxTrials",
                    FieldCode.CONFLICT,
                    "must be the " + points.getAsLong() + " points that the sampler tries, or missing, but got "
                            + trials);
        }
        return new Budget(trials, parallelTrials, maxFailedTrials == null ? Integer.valueOf(trials) : maxFailedTrials);
    }
}
