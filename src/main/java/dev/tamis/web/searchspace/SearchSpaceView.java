package dev.tamis.web.searchspace;

import dev.tamis.experiment.SavedSearchSpace;
import dev.tamis.people.Visibility;
import dev.tamis.space.PlainForm;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A kept search space. */
@Schema(name = "SavedSearchSpace")
record SearchSpaceView(
        @Schema(description = "For searchSpaceId of an experiment")
        UUID id,

        @Schema(example = "lecture ranges") String name,

        @Schema(description = "Whose it is: who kept it", example = "admin")
        String owner,

        @Schema(description = Schemas.VISIBILITY) Visibility visibility,
        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> searchSpace,
        Instant createdAt) {

    static SearchSpaceView of(SavedSearchSpace saved) {
        return new SearchSpaceView(
                saved.id(),
                saved.name(),
                saved.owner(),
                saved.visibility(),
                PlainForm.of(saved.space()),
                saved.createdAt());
    }
}
