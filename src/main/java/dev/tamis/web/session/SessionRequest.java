package dev.tamis.web.session;

import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code POST /api/v1/session}. */
record SessionRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "A token", example = "9b7f0c2d4e6a8135")
        String token) {}
