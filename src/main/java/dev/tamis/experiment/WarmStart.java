package dev.tamis.experiment;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.UUID;

/**
 * Earlier experiments that a new one begins with. What is taken of them is looked up when it is submitted, and kept: whatever becomes of
 * them changes nothing.
 *
 * @param experiments ids, 1 to 10 different ones
 * @param points of each, in mode POINTS; 5 where it is null
 */
public record WarmStart(List<UUID> experiments, Mode mode, Integer points) {

    public static final int MOST_EXPERIMENTS = 10;
    public static final int MOST_POINTS = 100;
    private static final int USUAL_POINTS = 5;

    /** What is made of earlier trials. */
    public enum Mode {
        /** Their best points are tried first. */
        POINTS,
        /** The sampler learns from them as from its own. */
        PRIOR
    }

    public WarmStart {
        experiments = experiments == null ? List.of() : List.copyOf(experiments);
        mode = mode == null ? Mode.POINTS : mode;
        checkPoints(points);
        points = points == null ? Integer.valueOf(USUAL_POINTS) : points;
        if (experiments.isEmpty() || experiments.size() > MOST_EXPERIMENTS) {
            throw new InvalidField(
                    "experiments",
                    FieldCode.OUT_OF_RANGE,
                    "must be 1 to " + MOST_EXPERIMENTS + " ids, but are " + experiments.size());
        }
        if (experiments.stream().distinct().count() < experiments.size()) {
            throw new InvalidField("experiments", FieldCode.DUPLICATE, "must all be different, but got " + experiments);
        }
    }

    /** @throws InvalidField {@code points}: too few or too many; none are as many as usual */
    public static void checkPoints(Integer points) {
        if (points != null && (points < 1 || points > MOST_POINTS)) {
            throw new InvalidField(
                    "points", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + MOST_POINTS + ", but got " + points);
        }
    }
}
