package dev.tamis.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A trial's learning curve. */
@Schema(name = "Curve")
record CurveView(
        @Schema(minimum = "0", example = "42") int trialNumber,

        @Schema(description = "One for each epoch done, in their order")
        List<MeasurementView> measurements) {}
