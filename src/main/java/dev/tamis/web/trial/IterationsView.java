package dev.tamis.web.trial;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.openapi.HoldsNulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** A trial's training loss iteration by iteration, unsmoothed. */
@Schema(name = "Iterations")
record IterationsView(
        @Schema(minimum = "0", example = "0") int trialNumber,

        @Schema(minimum = "0", description = "How many iterations (updates) it has done", example = "600")
        int iterationsDone,

        @Schema(description = "Numbers of the iterations told, 1-based, ascending", example = "[1, 300, 600]")
        List<Integer> iterations,

        @Schema(
                description = "Mean training loss over the batch of each iteration told; null where it was no number",
                example = "[2.31, 0.52, 0.33]")
        @HoldsNulls
        List<Double> losses) {

    /** @param points the most that are told, at least 2: the first, the last, and those at equal distances between */
    static IterationsView of(int trialNumber, List<Double> all, int points) {
        List<Integer> iterations = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        int told = Math.min(points, all.size());
        for (int i = 0; i < told; i++) {
            int at = told == all.size() ? i : (int) Math.round((double) i * (all.size() - 1) / (told - 1));
            iterations.add(at + 1);
            losses.add(Finite.orNull(all.get(at)));
        }
        return new IterationsView(trialNumber, all.size(), iterations, losses);
    }

    /** Query of them. */
    record Query(
            @Schema(
                    minimum = "2",
                    maximum = "100000",
                    description = "How many iterations to tell at most, 2 to 100000, evenly spread and as they are:"
                            + " nothing is averaged",
                    defaultValue = "100000",
                    example = "500")
            Integer points) {

        private static final int MOST = 100_000;

        Query {
            if (points != null && (points < 2 || points > MOST)) {
                throw new InvalidField(
                        "points", FieldCode.OUT_OF_RANGE, "must be >= 2 and <= " + MOST + ", but got " + points);
            }
        }

        int most() {
            return points == null ? MOST : points;
        }
    }
}
