package dev.tamis.web.dataset;

import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.dataset.upload.UploadSource;
import dev.tamis.people.Visibility;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.reading.RecordReader;
import dev.tamis.web.reading.Submitted;
import dev.tamis.web.reading.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Parts of {@code POST /api/v1/datasets}. What clients call their files is of no interest, and is never looked at. */
@Schema(name = "DatasetUpload")
record UploadForm(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                type = "string",
                format = "binary",
                description =
                        "Comma-separated values (RFC 4180) in UTF-8, plain or gzip. The first line names the columns; one of"
                                + " them holds the classes, as texts or numbers, and all others hold decimal numbers")
        Object file,

        @Schema(
                minLength = 1,
                maxLength = 100,
                pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What experiments shall call it: 1 to 100 letters, digits, dots, underscores and hyphens,"
                        + " the first a letter or a digit",
                example = "spirals")
        String name,

        @Schema(
                description =
                        "The column that holds the classes; the last one if it is missing. Labels are one class if"
                                + " they are equal numbers (0, 0.0), true or false in capitals or not, or texts of the same"
                                + " characters, accents composed or not; the same in testFile",
                example = "arm")
        String label,

        @Schema(
                minimum = "0",
                exclusiveMaximumValue = 1,
                description =
                        "Share of the rows that is kept for final evaluations, 0 to below 1. The same file is always split"
                                + " the same way, with every class in its share; 0.2 if missing. With 0, and without a testFile, there can be"
                                + " no final evaluation",
                example = "0.2")
        Double testShare,

        @Schema(
                type = "string",
                format = "binary",
                description = "Test rows, with the header of file; stands in place of testShare")
        Object testFile,

        @Schema(
                description =
                        "What is done to each feature: NONE; STANDARDIZE, minus its mean, divided by its standard deviation;"
                                + " MIN_MAX, to 0..1. Test rows have no part in these statistics",
                defaultValue = "STANDARDIZE")
        Scaling scaling,

        @Schema(description = Schemas.VISIBILITY, defaultValue = "PRIVATE")
        Visibility visibility) {

    private static final double USUAL_TEST_SHARE = 0.2;

    private static final List<String> FILES = List.of("file", "testFile");

    /** Reads what was sent, as far as it can be, and keeps what is wrong. */
    static Submitted<UploadForm> read(MultipartHttpServletRequest request) {
        Violations violations = new Violations();
        Map<String, Object> plain = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (Arrays.stream(values).allMatch(String::isEmpty)) {
                plain.put(name, null); // absent, unless its very name is unknown
                return;
            }
            if (FILES.contains(name)) {
                violations.add(
                        name,
                        FieldCode.WRONG_TYPE,
                        "must be sent as a file, that is with a filename in its Content-Disposition");
                return;
            }
            if (values.length > 1) {
                violations.add(
                        name, FieldCode.DUPLICATE, "must be given once, but was given " + values.length + " times");
            }
            plain.put(name, values[0]);
        });
        request.getMultiFileMap().forEach((name, files) -> {
            if (files.size() > 1) {
                violations.add(
                        name, FieldCode.DUPLICATE, "must be given once, but was given " + files.size() + " times");
            }
            plain.put(name, isLeftEmpty(files.get(0)) ? null : files.get(0));
        });
        plain.entrySet().removeIf(each -> {
            boolean misplaced = each.getValue() instanceof MultipartFile && !FILES.contains(each.getKey());
            if (misplaced) {
                violations.add(each.getKey(), FieldCode.WRONG_TYPE, "must be a plain field, but is a file");
            }
            return misplaced;
        });
        UploadForm form = new RecordReader(violations, Texts.ARE_CONVERTED).read(UploadForm.class, plain);
        plain.values().removeIf(Objects::isNull);
        return new Submitted<>(form, violations, plain.keySet());
    }

    Optional<Upload> upload(Violations violations) {
        if (testFile != null && testShare != null) {
            violations.add(
                    "testShare",
                    FieldCode.CONFLICT,
                    "must be missing where there is a testFile, which stands in its place");
        }
        if (name == null) {
            return Optional.empty();
        }
        double share = testFile != null ? 0 : testShare == null ? USUAL_TEST_SHARE : testShare;
        return violations.collect(
                "",
                () -> new Upload(
                        name, Optional.ofNullable(label), share, scaling == null ? Scaling.STANDARDIZE : scaling));
    }

    Visibility shown() {
        return visibility == null ? Visibility.PRIVATE : visibility;
    }

    UploadSource rows() {
        return ((MultipartFile) file)::getInputStream;
    }

    Optional<UploadSource> testRows() {
        return Optional.ofNullable((MultipartFile) testFile).map(each -> each::getInputStream);
    }

    /** What browsers send of a file field that nobody has used. */
    private static boolean isLeftEmpty(MultipartFile sent) {
        return sent.isEmpty()
                && (sent.getOriginalFilename() == null
                        || sent.getOriginalFilename().isEmpty());
    }
}
