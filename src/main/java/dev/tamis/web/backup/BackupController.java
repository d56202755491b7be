package dev.tamis.web.backup;

import dev.tamis.backup.Backup;
import dev.tamis.backup.Backups;
import dev.tamis.backup.Restores;
import dev.tamis.quota.Disk;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.Gathered;
import dev.tamis.web.http.HandedOver;
import dev.tamis.web.http.LargeBodies;
import dev.tamis.web.http.Places;
import dev.tamis.web.http.Readers;
import dev.tamis.web.http.UploadFolder;
import dev.tamis.web.http.WorkingMemory;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.BodyTooLarge;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The whole service in one file, and back. */
@ApiController
@Tag(name = Tags.BACKUP)
class BackupController {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int COPIES = 2;

    private final Backups backups;
    private final Restores restores;
    private final UploadFolder folder;
    private final Readers readers;
    private final WorkingMemory memory;
    private final Disk disk;
    private final BodyTooLarge.Limit unpacked;

    BackupController(
            Backups backups,
            Restores restores,
            UploadFolder folder,
            Readers readers,
            WorkingMemory memory,
            Disk disk,
            @Value("${tamis.api.max-archive-size:100GB}") DataSize largest) {
        this.disk = disk;
        this.unpacked = new BodyTooLarge.Limit(largest, "tamis.api.max-archive-size, also of what is in it");
        this.backups = backups;
        this.restores = restores;
        this.folder = folder;
        this.readers = readers;
        this.memory = memory;
    }

    /** Made while it is taken. */
    @GetMapping(path = "/api/v1/backup", produces = LargeBodies.ARCHIVE)
    @Refuses({ProblemCode.BACKUP_UNDER_WAY, ProblemCode.TOO_MANY_OF_ONE})
    @Operation(
            operationId = "takeBackup",
            summary = "Take a backup",
            description =
                    "All that is stored, as it is at one moment, while the service goes on. The archive is a zip of a"
                            + " file of rows for each table and a manifest with their checksums; it is restored into H2 or PostgreSQL,"
                            + " whichever it was made of. An archive that breaks off ends in an error of the connection and is"
                            + " refused by restoreBackup.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive",
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "A name for the file",
                            schema = @Schema(type = "string")),
            content = @Content(mediaType = LargeBodies.ARCHIVE, schema = @Schema(type = "string", format = "binary")))
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Places.Place place = readers.export(request.getRemoteAddr());
        WorkingMemory.Share share = memory.shareOf(request);
        Runnable whenOver = () -> {
            place.close();
            share.close();
        };
        boolean begun = false;
        try {
            share.take(Backup.MOST_BYTES);
            Backup backup = backups.begin();
            begun = true;
            begin(backup, request, Gathered.original(response), () -> {
                whenOver.run();
                backup.close();
            });
        } finally {
            if (!begun) {
                whenOver.run();
            }
        }
    }

    private void begin(Backup backup, HttpServletRequest request, HttpServletResponse response, Runnable whenOver)
            throws IOException {
        boolean begun = false;
        try {
            response.setContentType(LargeBodies.ARCHIVE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("tamis-" + MOMENT.format(backup.moment()) + ".zip")
                            .build()
                            .toString());
            HandedOver.begin(request, response, backup::next, readers.time(), whenOver);
            begun = true;
        } finally {
            if (!begun) {
                whenOver.run();
            }
        }
    }

    @PostMapping(path = LargeBodies.RESTORES, consumes = LargeBodies.ARCHIVE)
    @Refuses({
        ProblemCode.BACKUP_DAMAGED,
        ProblemCode.BACKUP_OF_OTHER_VERSION,
        ProblemCode.SERVICE_NOT_EMPTY,
        ProblemCode.STORAGE_FULL,
        ProblemCode.TOO_MANY_OF_ONE
    })
    @Operation(
            operationId = "restoreBackup",
            summary = "Bring a backup back",
            description =
                    "Into a service in which nothing is stored, of the same schema version. All of it is stored or"
                            + " nothing. Experiments that were running go on, with the results that they would have had; trials"
                            + " that were in training at the moment of the backup start again.",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "What takeBackup has answered",
                            content =
                                    @Content(
                                            mediaType = LargeBodies.ARCHIVE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "200", description = "Stored", useReturnTypeSchema = true)
    RestoredView restore(HttpServletRequest request) throws IOException {
        restores.requireEmpty();
        disk.requireRoom(Math.max(0, request.getContentLengthLong()));
        try (UploadFolder.Kept archive = folder.keep(request.getInputStream())) {
            return RestoredView.of(restores.restore(archive.file(), this::requireRoom));
        }
    }

    /** H2 writes a row twice before it has room for others again; what is behind another database's disk nobody here knows. */
    private void requireRoom(long bytes) {
        if (bytes > unpacked.bytes()) {
            throw new BodyTooLarge(unpacked);
        }
        disk.requireRoom(COPIES * bytes);
    }
}
