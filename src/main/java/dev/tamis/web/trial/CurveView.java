package dev.tamis.web.trial;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A trial's learning curve. */
@Schema(name = "Curve")
record CurveView(
        @Schema(minimum = "0", example = "42") int trialNumber,

        @Schema(
                minimum = "1",
                description = "The epoch that ranks the trial; there once it has completed",
                nullable = true,
                example = "50")
        Integer objectiveEpoch,

        @Schema(description = "One for each epoch done, in their order")
        List<MeasurementView> measurements) {}
