package dev.tamis.web.session;

import dev.tamis.access.Credential;
import dev.tamis.people.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** Whether a client is let in, and as whom. */
@Schema(name = "Session")
record SessionView(
        @Schema(description = "Whether the service needs a token; without one it is its machine's alone")
        boolean tokenRequired,

        @Schema(description = "Whether the request brought a token, or a session that has not ended")
        boolean authenticated,

        @Schema(nullable = true, description = "Whose; null where none was brought", example = "anna")
        String name,

        @Schema(nullable = true, description = "What they may do; null where none was brought")
        Role role,

        @Schema(nullable = true, description = "When it ends, by the token or the session; null: not by itself")
        Instant expiresAt) {

    static SessionView of(boolean required, Optional<Credential> brought) {
        return new SessionView(
                required,
                brought.isPresent(),
                brought.map(each -> each.subject().name()).orElse(null),
                brought.map(each -> each.subject().role()).orElse(null),
                brought.flatMap(Credential::expiresAt).orElse(null));
    }
}
