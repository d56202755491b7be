package dev.tamis.web.warning;

import io.swagger.v3.oas.annotations.media.Schema;

/** What is legal and will disappoint. */
@Schema(name = "Warning", description = "What is legal and will disappoint; nothing is refused for it")
public record Warning(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "For programs; the documentation lists all")
        WarningCode code,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Path of the field that it is about",
                example = "searchSpace.momentum")
        String field,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "What will happen, and what to do")
        String message) {}
