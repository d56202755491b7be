package dev.tamis.web.session;

import io.swagger.v3.oas.annotations.media.Schema;

/** Body of {@code POST /api/v1/session}. */
record SessionRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "A token", example = "9b7f0c2d4e6a8135")
        String token) {

    /** Without the token: what is read gets into logs, where somebody wants them to tell everything. */
    @Override
    public String toString() {
        return "SessionRequest[token=***]";
    }
}
