package dev.tamis.web.session;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether a client is let in. */
@Schema(name = "Session")
record SessionView(
        @Schema(description = "Whether the service needs a token; without one it is its machine's alone")
        boolean tokenRequired,

        @Schema(description = "Whether the request brought the token, or a session that has not ended")
        boolean authenticated) {}
