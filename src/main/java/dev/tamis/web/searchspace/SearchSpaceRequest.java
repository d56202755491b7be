package dev.tamis.web.searchspace;

import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** Body of {@code POST /api/v1/search-spaces}. */
record SearchSpaceRequest(
        @Schema(
                minLength = 1,
                maxLength = 200,
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "1 to 200 characters; need not be unique",
                example = "lecture ranges")
        String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, ref = Schemas.SEARCH_SPACE)
        Map<String, Object> searchSpace,

        @Schema(description = Schemas.VISIBILITY, defaultValue = "PRIVATE")
        Visibility visibility) {}
