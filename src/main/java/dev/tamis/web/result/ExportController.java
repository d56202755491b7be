package dev.tamis.web.result;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.people.Subject;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.Gathered;
import dev.tamis.web.http.HandedOver;
import dev.tamis.web.http.Pieces;
import dev.tamis.web.http.Places;
import dev.tamis.web.http.Readers;
import dev.tamis.web.http.WorkingMemory;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Everything about an experiment's trials in one file, for pandas or a spreadsheet. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/export")
@Tag(name = Tags.RESULTS)
class ExportController {

    private static final String CSV = "text/csv";

    private final Experiments experiments;
    private final Export export;
    private final Readers readers;
    private final WorkingMemory memory;

    ExportController(Experiments experiments, Export export, Readers readers, WorkingMemory memory) {
        this.experiments = experiments;
        this.export = export;
        this.readers = readers;
        this.memory = memory;
    }

    /** The kinds of file. */
    enum Format {
        csv,
        json
    }

    /** Query of the export. */
    record Query(
            @Schema(
                    description =
                            "csv: a line for each trial, a column for each hyperparameter, searched or not. json: the"
                                    + " experiment and its trials, each with its learning curve. Chooses where Accept"
                                    + " allows json or csv, whichever of the two that is; json if neither says which")
            Format format) {}

    /** Made while it is taken, so that the largest experiment needs no more memory than a small one, and a slow client no thread. */
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    @Refuses(ProblemCode.TOO_MANY_OF_ONE)
    @Operation(
            operationId = "exportExperiment",
            summary = "Export all trials",
            description =
                    "In the format that format names, or else Accept. A file that breaks off, for instance because"
                            + " the database goes away, ends in an error of the connection and never looks whole.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name for the file",
                            schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    void export(
            Subject by,
            @PathVariable UUID id,
            @ParameterObject Query query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Experiment experiment = experiments.get(by, id);
        Places.Place place = readers.export(request.getRemoteAddr());
        WorkingMemory.Share share = memory.shareOf(request);
        Runnable whenOver = () -> {
            place.close();
            share.close();
        };
        boolean begun = false;
        try {
            share.take(Export.MOST_BYTES);
            begin(by, experiment, query, request, Gathered.original(response), whenOver);
            begun = true;
        } finally {
            if (!begun) {
                whenOver.run();
            }
        }
    }

    private void begin(
            Subject by,
            Experiment experiment,
            Query query,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable whenOver)
            throws IOException {
        boolean csv = (query.format() == null ? accepted(request) : query.format()) == Format.csv;
        response.setContentType(csv ? CSV : MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("tamis-" + experiment.id() + (csv ? ".csv" : ".json"))
                        .build()
                        .toString());
        Pieces pieces = csv ? export.csv(by, experiment) : export.json(by, experiment);
        HandedOver.begin(request, response, pieces, readers.time(), whenOver);
    }

    /** What a client likes best; whoever takes anything gets JSON. */
    private static Format accepted(HttpServletRequest request) {
        // Of this header only: others may be nonsense that is none of an export's business.
        List<MediaType> liked = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        MimeTypeUtils.sortBySpecificity(liked);
        for (MediaType type : liked) {
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return Format.json;
            }
            if (type.includes(MediaType.valueOf(CSV))) {
                return Format.csv;
            }
        }
        return Format.json;
    }
}
