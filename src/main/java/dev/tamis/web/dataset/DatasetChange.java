package dev.tamis.web.dataset;

import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code PATCH /api/v1/datasets/{name}}: what is missing stays as it is. */
record DatasetChange(
        @Schema(description = Schemas.VISIBILITY, example = "SHARED")
        Visibility visibility) {}
