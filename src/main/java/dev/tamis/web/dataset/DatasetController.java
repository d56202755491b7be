package dev.tamis.web.dataset;

import dev.tamis.dataset.store.ListedDataset;
import dev.tamis.dataset.store.UploadedDatasets;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
        ProblemCode.QUOTA_EXCEEDED,
        ProblemCode.STORAGE_FULL,
        ProblemCode.RESTORE_UNDER_WAY
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
            Subject by,
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
                by, upload.orElseThrow(), form.value().rows(), form.value().testRows(), key);
        UploadedDatasets.Stored stored = datasets.add(by, form.value().shown(), table, key);
        return ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(ServletUriComponentsBuilder.fromCurrentRequestUri()
                        .replaceQuery(null)
                        .pathSegment(stored.dataset().info().name())
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
    PageView<DatasetView> list(Subject by, @ParameterObject PageQuery query) {
        return PageView.of(query.of(datasets.list(by)), DatasetView::of);
    }

    @GetMapping("/{name}")
    @Polled(RevisionsOfDatasets.class)
    @Operation(operationId = "getDataset", summary = "Read what a dataset holds")
    DatasetView get(
            Subject by, @Parameter(example = "mnist") @PathVariable String name, @ParameterObject OwnerQuery query) {
        return DatasetView.of(datasets.get(by, query.of(), name).orElseThrow(() -> missing(name)));
    }

    @PatchMapping("/{name}")
    @Refuses(ProblemCode.DATASET_BUILT_IN)
    @Operation(
            operationId = "changeDataset",
            summary = "Change who sees an uploaded dataset",
            description =
                    "What the body leaves out stays as it is. Experiments that others have submitted with it go on.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DatasetChange.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "shared",
                                                            summary = "For everybody to train on",
                                                            value = Examples.SHARED))))
    DatasetView change(
            Subject by,
            @PathVariable String name,
            @org.springframework.web.bind.annotation.RequestBody Submitted<DatasetChange> body,
            @ParameterObject OwnerQuery query) {
        body.violations().throwIfAny();
        requireUploaded(by, name, query);
        return DatasetView.of(datasets.change(
                        by, query.of(), name, Optional.ofNullable(body.value().visibility()))
                .orElseThrow(() -> missing(name)));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses({ProblemCode.DATASET_BUILT_IN, ProblemCode.DATASET_IN_USE})
    @Operation(
            operationId = "deleteDataset",
            summary = "Remove an uploaded dataset",
            description = "Ended experiments keep their results; what they were trained on is gone, so that they can no"
                    + " longer be given a final evaluation.")
    void delete(Subject by, @PathVariable String name, @ParameterObject OwnerQuery query) {
        requireUploaded(by, name, query);
        if (!datasets.remove(by, query.of(), name, () -> requireUnused(by, name, query))) {
            throw missing(name);
        }
    }

    private void requireUploaded(Subject by, String name, OwnerQuery query) {
        datasets.get(by, query.of(), name).filter(ListedDataset::isBuiltIn).ifPresent(builtIn -> {
            by.require(Role.SUBMITTER);
            throw new DatasetInUse(
                    ProblemCode.DATASET_BUILT_IN,
                    "The dataset " + name + " is built in; it cannot be removed, and is everybody's.");
        });
    }

    /** Those that the caller does not see are counted and not named. */
    private void requireUnused(Subject by, String name, OwnerQuery query) {
        Experiments.Needing needing = experiments.needing(by, query.of().orElse(by.name()), name, NAMED);
        if (needing.others() == 0 && needing.names().isEmpty()) {
            return;
        }
        Stream<String> others = needing.others() == 0
                ? Stream.empty()
                : Stream.of(needing.others() + (needing.names().isEmpty() ? " of other people" : " more"));
        throw new DatasetInUse(
                ProblemCode.DATASET_IN_USE,
                "The dataset " + name
                        + " is needed by experiments that have not ended, or whose final evaluation waits: "
                        + Stream.concat(needing.names().stream(), others).collect(Collectors.joining(", "))
                        + ". Cancel them, or wait for their end.");
    }

    private static NotFound missing(String name) {
        return new NotFound("dataset", name);
    }
}
