package dev.tamis.web.experiment;

import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** Body of {@code POST …/rounds}. */
record RoundRequest(
        @Schema(
                ref = Schemas.SEARCH_SPACE,
                description = "What to search, the same hyperparameters as before; the suggested ranges if missing")
        Map<String, Object> searchSpace) {}
