package dev.tamis.web.dataset;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.store.UploadedDatasets;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.quota.Disk;
import dev.tamis.web.answer.PageQuery;
import dev.tamis.web.answer.PageView;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.LargeBodies;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import dev.tamis.web.reading.IdempotencyKey;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What there is to train on, and bringing one's own. */
@ApiController
@RequestMapping(LargeBodies.UPLOADS)
@Tag(name = Tags.DATASETS)
class DatasetController {

    /** Of the experiments in the way of a removal. */
    private static final int NAMED = 5;

    private final UploadedDatasets datasets;
    private final Experiments experiments;
    private final Disk disk;

    DatasetController(UploadedDatasets datasets, Experiments experiments, Disk disk) {
        this.disk = disk;
        this.datasets = datasets;
        this.experiments = experiments;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Refuses({
        ProblemCode.NAME_TAKEN,
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ProblemCode.DATASET_TOO_LARGE,
        ProblemCode.DATASETS_FULL,
        ProblemCode.STORAGE_FULL
    })
    @Operation(
            operationId = "uploadDataset",
            summary = "Bring your own data",
            description =
                    "A table with a column of classes and columns of numbers. It is checked to its last cell: what is"
                            + " not as it must be is refused with line and column, and nothing is stored. Its rows are"
                            + " shuffled, and a share of them is kept for final evaluations, out of reach of every trial."
                            + " From the moment of the answer every node has it.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadForm.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "spirals",
                                                            summary = "The fields beside the file",
                                                            value = Examples.UPLOAD))))
    @ApiResponse(responseCode = "201", description = "Stored; Location names it", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was seen with an equal upload: the dataset that was stored then",
            useReturnTypeSchema = true)
    ResponseEntity<DatasetView> upload(
            @Parameter(hidden = true) MultipartHttpServletRequest request,
            @Parameter(
                            description = IdempotencyKey.DESCRIPTION,
                            schema = @Schema(type = "string", minLength = 1, maxLength = 200))
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    String idempotencyKey) {
        disk.requireRoom();
        Submitted<UploadForm> form = UploadForm.read(request);
        Optional<Upload> upload = form.value().upload(form.violations());
        Optional<String> key = IdempotencyKey.of(idempotencyKey, form.violations());
        form.violations().throwIfAny();
        PreparedTable table = datasets.prepare(
                upload.orElseThrow(), form.value().rows(), form.value().testRows(), key);
        UploadedDatasets.Stored stored = datasets.add(table, key);
        return ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                        .replaceQuery(null)
                        .pathSegment(stored.dataset().name())
                        .build()
                        .toUri())
                .body(DatasetView.of(stored.dataset()));
    }

    @GetMapping
    @Polled(RevisionsOfDatasets.class)
    @Operation(
            operationId = "listDatasets",
            summary = "List the datasets",
            description = "Built-in ones first, then uploaded ones by name.")
    PageView<DatasetView> list(@ParameterObject PageQuery query) {
        return PageView.of(query.of(datasets.list()), DatasetView::of);
    }

    @GetMapping("/{name}")
    @Polled(RevisionsOfDatasets.class)
    @Operation(operationId = "getDataset", summary = "Read what a dataset holds")
    DatasetView get(@Parameter(example = "mnist") @PathVariable String name) {
        return DatasetView.of(datasets.find(name).map(Dataset::info).orElseThrow(() -> missing(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses({ProblemCode.DATASET_BUILT_IN, ProblemCode.DATASET_IN_USE})
    @Operation(
            operationId = "deleteDataset",
            summary = "Remove an uploaded dataset",
            description = "Ended experiments keep their results; what they were trained on is gone, so that they can no"
                    + " longer be given a final evaluation.")
    void delete(@PathVariable String name) {
        datasets.find(name)
                .filter(each -> each.info().origin() instanceof DatasetOrigin.BuiltIn)
                .ifPresent(builtIn -> {
                    throw new DatasetInUse(
                            ProblemCode.DATASET_BUILT_IN,
                            "The dataset " + name + " is built in and cannot be removed.");
                });
        if (!datasets.remove(name, () -> requireUnused(name))) {
            throw missing(name);
        }
    }

    private void requireUnused(String name) {
        List<String> needing = experiments.needing(name, NAMED + 1);
        if (!needing.isEmpty()) {
            throw new DatasetInUse(
                    ProblemCode.DATASET_IN_USE,
                    "The dataset " + name
                            + " is needed by experiments that have not ended, or whose final"
                            + " evaluation waits: "
                            + String.join(", ", needing.subList(0, Math.min(NAMED, needing.size())))
                            + (needing.size() > NAMED ? " and others" : "") + ". Cancel them, or wait for their end.");
        }
    }

    private static NotFound missing(String name) {
        return new NotFound("dataset", name);
    }
}
