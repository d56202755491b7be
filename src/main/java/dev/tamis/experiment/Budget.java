package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Meaning;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much an experiment may use. A plan's has all three; of what a client sends, two may be left open.
 *
 * @param maxTrials trials over all rounds, 1 or more; null: as many as the sampler has points, or 100
 * @param parallelTrials trials in flight over all nodes, 1 or more; changes no result, unless it is the lag of a sampler that learns
 * @param maxFailedTrials failed trials that are allowed, 0 or more; one more ends the experiment as FAILED; null: maxTrials
 * @param maxDuration time spent running, pauses left out, as ISO-8601 writes it: above 0, at most a year; null: no limit
 * @param target objective value that is good enough; null: none is
 * @param stagnation how long to go on without a better value; null: to the end
 * @param repeats whether the sampler may try a point again while others of a finite space are left, and goes on when none is; null:
 *     false
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
        Integer maxFailedTrials,

        @Meaning(
                value =
                        "Time spent running, pauses left out, after which no further trial starts; those in training end as they"
                                + " would, and the experiment is COMPLETED. ISO-8601, such as PT2H or P1DT12H",
                example = "PT2H",
                open = true)
        String maxDuration,

        @Meaning(
                value =
                        "Objective value that is good enough: once a trial completes with it or a better one, no further trial starts",
                example = "0.95",
                open = true)
        Double target,

        @Meaning(
                value = "No further trial starts once so many have ended one after the other without a better value",
                open = true)
        Stagnation stagnation,

        @Meaning(
                value =
                        "Whether points of a finite search space may be tried more than once. Otherwise none is while another is left,"
                                + " and the experiment is COMPLETED when all are tried, though maxTrials is more",
                usual = "false")
        Boolean repeats) {

    /** The largest experiment that is taken. Its trials are drawn and stored in one transaction. */
    public static final int TRIALS_LIMIT = Sampler.MOST_POINTS;

    static final int PARALLEL_LIMIT = 10_000;

    private static final Duration LONGEST = Duration.ofDays(366);

    /** What is given to who asks for nothing. */
    public static final Budget USUAL = new Budget(null, 16, null);

    private static final int USUAL_TRIALS = 100;

    public Budget {
        repeats = repeats != null && repeats;
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
        violations.collect("maxDuration", () -> checked(maxDuration));
        if (target != null && !Double.isFinite(target)) {
            violations.add("target", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + target);
        }
        violations.throwIfAny();
    }

    /** Without a goal that ends the experiment before all its trials are tried. */
    public Budget(Integer maxTrials, int parallelTrials, Integer maxFailedTrials) {
        this(maxTrials, parallelTrials, maxFailedTrials, null, null, null, null);
    }

    private static Optional<Duration> checked(String duration) {
        if (duration == null) {
            return Optional.empty();
        }
        try {
            Duration read = Duration.parse(duration);
            if (read.compareTo(Duration.ZERO) > 0 && read.compareTo(LONGEST) <= 0) {
                return Optional.of(read);
            }
        } catch (DateTimeParseException unreadable) {
            throw new InvalidField(
                    "",
                    FieldCode.MALFORMED,
                    "must be a duration as ISO-8601 writes it, such as PT2H or P1DT12H, but got " + Shown.of(duration));
        }
        throw new InvalidField(
                "", FieldCode.OUT_OF_RANGE, "must be above PT0S and at most 366 days, but got " + Shown.of(duration));
    }

    /** The limit on time spent running; empty where there is none. */
    Optional<Duration> longest() {
        return checked(maxDuration);
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
        return new Budget(
                trials,
                parallelTrials,
                maxFailedTrials == null ? Integer.valueOf(trials) : maxFailedTrials,
                maxDuration,
                target,
                stagnation,
                repeats);
    }
}
