package dev.tamis.web.dataset;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.store.ListedDataset;
import dev.tamis.people.Visibility;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What a dataset holds. */
@Schema(name = "Dataset")
record DatasetView(
        @Schema(description = "What experiments call it", example = "mnist")
        String name,

        @Schema(description = "Whose it is: who uploaded it; null if built in", example = "anna", nullable = true)
        String owner,

        @Schema(description = Schemas.VISIBILITY + ". Built-in ones are everybody's")
        Visibility visibility,

        @Schema(example = "Handwritten digits, grey images of 28 x 28 pixels scaled to [0, 1]")
        String description,

        @Schema(description = "Whether it comes with the program")
        boolean builtIn,

        @Schema(minimum = "0", description = "Training and test rows together", example = "70000")
        int rows,

        @Schema(
                minimum = "0",
                description = "Rows that trainSize and validationSize of experiments share",
                example = "60000")
        int trainingRows,

        @Schema(
                minimum = "0",
                description = "Rows kept for final evaluations; without any there is none",
                example = "10000")
        int testRows,

        @Schema(minimum = "1", example = "784") int features,
        @Schema(minimum = "2", example = "10") int classes,

        @Schema(description = "In the order of the labels 0, 1, …")
        List<ClassView> perClass,

        @Schema(description = "The column that held the classes; null if built in", nullable = true)
        String label,

        @Schema(
                description = "What was done to the features, by the training rows' statistics; null if built in",
                nullable = true)
        Scaling scaling,

        @Schema(nullable = true) Instant createdAt,

        @Schema(
                pattern = "^[0-9a-f]{64}$",
                description =
                        "SHA-256 of all that results depend on: equal uploads have equal ones. Experiments name it",
                example = "b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a")
        String sha256,

        @Schema(description = "Terms under which a built-in one may be passed on", nullable = true)
        String licence) {

    /** One class. */
    @Schema(name = "DatasetClass")
    record ClassView(
            @Schema(example = "7") String name,
            @Schema(minimum = "0", example = "6265") int trainingRows,
            @Schema(minimum = "0", example = "1028") int testRows) {}

    static DatasetView of(ListedDataset listed) {
        DatasetInfo info = listed.info();
        DatasetOrigin.Uploaded uploaded = info.origin() instanceof DatasetOrigin.Uploaded origin ? origin : null;
        return new DatasetView(
                info.name(),
                listed.owner(),
                listed.visibility(),
                info.origin().description(),
                uploaded == null,
                info.trainingRows() + info.testRows(),
                info.trainingRows(),
                info.testRows(),
                info.features(),
                info.classes(),
                info.perClass().stream()
                        .map(each -> new ClassView(each.name(), each.trainingRows(), each.testRows()))
                        .toList(),
                uploaded == null ? null : uploaded.label(),
                uploaded == null ? null : uploaded.scaling(),
                uploaded == null ? null : uploaded.createdAt(),
                info.origin().sha256(),
                info.origin() instanceof DatasetOrigin.BuiltIn builtIn ? builtIn.licence() : null);
    }
}
