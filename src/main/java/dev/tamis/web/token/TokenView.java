package dev.tamis.web.token;

import dev.tamis.access.ApiToken;
import dev.tamis.people.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A token, without its text. */
@Schema(name = "Token")
record TokenView(
        UUID id,

        @Schema(description = "Whom it lets in", example = "anna")
        String owner,

        @Schema(description = "What it is for", example = "nightly runs")
        String label,

        Role role,
        Instant createdAt,

        @Schema(description = "Who made it", example = "admin")
        String createdBy,

        @Schema(
                nullable = true,
                description =
                        "The token of the same owner that it was made with; it ends with that one. Null: it was made with none of"
                                + " the owner's")
        UUID parent,

        @Schema(nullable = true, description = "When it ends by itself; null: until it is revoked")
        Instant expiresAt,

        @Schema(nullable = true, description = "When it was last used, to the minute; null if it never was")
        Instant lastUsedAt) {

    static TokenView of(ApiToken token) {
        return new TokenView(
                token.id(),
                token.owner(),
                token.label(),
                token.role(),
                token.createdAt(),
                token.createdBy(),
                token.parent().orElse(null),
                token.expiresAt().orElse(null),
                token.lastUsedAt().orElse(null));
    }
}
