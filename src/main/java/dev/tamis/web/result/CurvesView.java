package dev.tamis.web.result;

import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Trial;
import dev.tamis.search.Metrics;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.openapi.HoldsNulls;
import dev.tamis.web.trial.TrialView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Learning curves of several trials, thinned out to what a chart can show. */
@Schema(name = "Curves")
record CurvesView(UUID experimentId, List<Curve> curves) {

    /** A learning curve as columns; null where a diverged trial's figure was no number. */
    @Schema(name = "CurveColumns")
    record Curve(
            @Schema(minimum = "0", example = "42") int trialNumber,

            @Schema(
                    minimum = "1",
                    description = "The epoch that ranks the trial, which may have been thinned out; there once it has"
                            + " completed",
                    nullable = true,
                    example = "50")
            Integer objectiveEpoch,

            List<Integer> epoch,
            @HoldsNulls List<Double> trainLoss,
            @HoldsNulls List<Double> trainAccuracy,
            @HoldsNulls List<Double> validationLoss,
            @HoldsNulls List<Double> validationAccuracy) {

        /** At most {@code points} epochs of a curve, evenly spread, the first and the last among them. */
        static Curve of(Trial trial, List<Measurement> all, Metrics metrics, int points) {
            List<Measurement> kept = thinned(all, points);
            List<Measured> measured = kept.stream()
                    .map(result -> new Measured(metrics, result.values()))
                    .toList();
            return new Curve(
                    trial.number(),
                    TrialView.objectiveEpoch(trial),
                    kept.stream().map(Measurement::step).toList(),
                    column(measured, Measured.TRAIN_LOSS),
                    column(measured, Measured.TRAIN_ACCURACY),
                    column(measured, Measured.VALIDATION_LOSS),
                    column(measured, Measured.VALIDATION_ACCURACY));
        }

        private static List<Measurement> thinned(List<Measurement> all, int points) {
            if (all.size() <= points) {
                return all;
            }
            List<Measurement> kept = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                kept.add(all.get((int) Math.round((double) i * (all.size() - 1) / (points - 1))));
            }
            return kept;
        }

        private static List<Double> column(List<Measured> epochs, String metric) {
            List<Double> column = new ArrayList<>();
            epochs.forEach(epoch -> column.add(epoch.of(metric)));
            return column;
        }
    }
}
