package dev.tamis.web.token;

import dev.tamis.access.Ending;
import dev.tamis.access.NewToken;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Body of {@code POST /api/v1/tokens}. */
record TokenRequest(
        @Schema(
                minLength = 1,
                maxLength = 200,
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What it is for; 1 to 200 characters, need not be unique",
                example = "nightly runs")
        String label,

        @Schema(
                description =
                        "Whom it lets in; only admins make tokens for others. Letters, digits and ._@+-, or a name of the"
                                + " OIDC issuer behind oidc:. Oneself unless given",
                example = "anna")
        String owner,

        @Schema(description = "At most one's own, which it is unless given", example = "SUBMITTER")
        Role role,

        @Schema(
                format = "date-time",
                description =
                        "When it ends, to the microsecond; at most 3650 days ahead, and no later than the token of one's own that it is"
                                + " made with. Not beside lifetime",
                example = "2030-01-31T12:00:00Z")
        String expiresAt,

        @Schema(
                description =
                        "How long it lives, PT1M to P3650D; P90D unless expiresAt or this is given, or until the token of"
                                + " one's own ends that it is made with. NEVER: until it is"
                                + " revoked, which admins alone may choose",
                example = "P30D",
                defaultValue = "P90D")
        String lifetime) {

    Optional<NewToken> read(Subject maker, Violations violations) {
        if (expiresAt != null && lifetime != null) {
            violations.add("lifetime", FieldCode.CONFLICT, "stands beside expiresAt; give one of them");
        }
        Optional<Ending> ending = violations.collect("", this::ending);
        return label == null
                ? Optional.empty()
                : violations.collect(
                        "",
                        () -> new NewToken(
                                label,
                                Optional.ofNullable(owner).orElse(maker.name()),
                                Optional.ofNullable(role).orElse(maker.role()),
                                ending.orElse(Ending.usual())));
    }

    private Ending ending() {
        if (expiresAt != null) {
            return Ending.at(expiresAt);
        }
        return lifetime == null ? Ending.usual() : Ending.after(lifetime);
    }
}
