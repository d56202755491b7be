package dev.tamis.web.experiment;

import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code PATCH /api/v1/experiments/{id}}: what is missing stays as it is. */
record ExperimentChange(
        @Schema(description = Schemas.VISIBILITY, example = "SHARED")
        Visibility visibility) {}
