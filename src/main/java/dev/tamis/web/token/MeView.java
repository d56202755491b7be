package dev.tamis.web.token;

import dev.tamis.access.Credential;
import dev.tamis.people.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Who sends the request. */
@Schema(name = "Me")
record MeView(
        @Schema(description = "To whom belongs what they make", example = "anna")
        String name,

        @Schema(description = "What they may do") Role role,

        @Schema(
                nullable = true,
                description =
                        "When the token ends that lets them in, or their session, whichever is first; null: not by"
                                + " itself, or no token is needed")
        Instant tokenExpiresAt) {

    static MeView of(Credential credential) {
        return new MeView(
                credential.subject().name(),
                credential.subject().role(),
                credential.expiresAt().orElse(null));
    }
}
