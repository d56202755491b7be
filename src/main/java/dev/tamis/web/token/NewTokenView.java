package dev.tamis.web.token;

import dev.tamis.access.ApiTokens;
import dev.tamis.people.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A token that was just made. */
@Schema(name = "NewToken")
record NewTokenView(
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

        @Schema(nullable = true, description = "Always null: it was not used yet")
        Instant lastUsedAt,

        @Schema(
                nullable = true,
                description =
                        "What its owner brings as Authorization: Bearer. Told this once; null where the Idempotency-Key"
                                + " was seen before",
                example = "tamis_…")
        String token) {

    static NewTokenView of(ApiTokens.Made made) {
        TokenView view = TokenView.of(made.token());
        return new NewTokenView(
                view.id(),
                view.owner(),
                view.label(),
                view.role(),
                view.createdAt(),
                view.createdBy(),
                view.parent(),
                view.expiresAt(),
                view.lastUsedAt(),
                made.text().orElse(null));
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "NewTokenView[id=" + id + "]";
    }
}
