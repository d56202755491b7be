package dev.tamis.web.experiment;

import io.swagger.v3.oas.annotations.media.Schema;

/** Query of a submission. */
record SubmitQuery(
        @Schema(
                description =
                        "true only checks the submission and tells its size and its warnings: 200 with the experiment"
                                + " as it would be, whose id is all zeros. Nothing is stored, and the Idempotency-Key is not used up",
                defaultValue = "false")
        Boolean dryRun) {

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
