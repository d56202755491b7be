package dev.tamis.web.trial;

import dev.tamis.experiment.Plan;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** Body of {@code POST …/trials}. */
@Schema(name = "ChosenPoints")
record EnqueueRequest(
        @ArraySchema(
                minItems = 1,
                maxItems = Plan.Start.MOST_POINTS,
                arraySchema =
                        @Schema(
                                requiredMode = Schema.RequiredMode.REQUIRED,
                                description =
                                        "What to try next, in this order: of each point a value for every searched"
                                                + " hyperparameter, within the latest round's ranges"),
                schema = @Schema(ref = Schemas.PARAMETERS))
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        List<Map<String, Object>> points,

        @Schema(maxLength = 500, description = "Why, for people: kept with each of the trials", example = "an idea")
        String note) {}
