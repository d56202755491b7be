package dev.tamis.web.trial;

import dev.tamis.experiment.Measurement;
import dev.tamis.search.Metrics;
import dev.tamis.web.answer.Measured;
import io.swagger.v3.oas.annotations.media.Schema;

/** What a trial measured in one epoch; null where a diverged trial's figure was no number. */
@Schema(name = "Measurement")
public record MeasurementView(
        @Schema(minimum = "1", description = "1-based", example = "1")
        int epoch,

        @Schema(nullable = true, example = "2.31") Double trainLoss,

        @Schema(minimum = "0", maximum = "1", nullable = true, example = "0.12")
        Double trainAccuracy,

        @Schema(nullable = true, example = "2.30") Double validationLoss,

        @Schema(minimum = "0", maximum = "1", nullable = true, example = "0.10")
        Double validationAccuracy) {

    /** @param metrics in the order of the values */
    public static MeasurementView of(Measurement result, Metrics metrics) {
        Measured measured = new Measured(metrics, result.values());
        return new MeasurementView(
                result.step(),
                measured.of(Measured.TRAIN_LOSS),
                measured.of(Measured.TRAIN_ACCURACY),
                measured.of(Measured.VALIDATION_LOSS),
                measured.of(Measured.VALIDATION_ACCURACY));
    }
}
