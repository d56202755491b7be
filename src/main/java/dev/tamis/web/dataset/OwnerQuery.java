package dev.tamis.web.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Whose dataset of a name. */
record OwnerQuery(
        @Schema(
                description =
                        "Whose, for others may have one of the same name and share it; your own, or else a built-in"
                                + " one, if missing")
        String owner) {

    Optional<String> of() {
        return Optional.ofNullable(owner);
    }
}
