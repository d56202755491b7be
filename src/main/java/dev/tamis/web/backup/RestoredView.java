package dev.tamis.web.backup;

import dev.tamis.backup.Restored;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** What a restore has brought. */
@Schema(name = "Restored")
record RestoredView(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The moment whose state the backup holds: when it was begun")
        Instant moment,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The version of the tables, the same as this service's",
                example = "20")
        String schemaVersion,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The version of the service that made the backup",
                example = "0.1.0")
        String serviceVersion,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "How many rows each table has got, by its name")
        Map<String, Long> rows) {

    static RestoredView of(Restored restored) {
        return new RestoredView(
                restored.moment(), restored.schemaVersion(), restored.serviceVersion(), restored.rows());
    }
}
