package dev.tamis.web.searchspace;

import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code PATCH /api/v1/search-spaces/{id}}: what is missing stays as it is. */
record SearchSpaceChange(
        @Schema(description = Schemas.VISIBILITY, example = "SHARED")
        Visibility visibility) {}
