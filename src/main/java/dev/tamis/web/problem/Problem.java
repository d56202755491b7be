package dev.tamis.web.problem;

import dev.tamis.experiment.ExperimentState;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.springframework.http.ProblemDetail;

/** Problem documents (RFC 9457) as this API writes them: with a list of the offending fields, empty where none is to blame. */
@Schema(description = "A problem document (RFC 9457)")
public record Problem(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Always about:blank: code tells problems apart",
                example = "about:blank")
        String type,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Bad Request")
        String title,

        @Schema(minimum = "400", maximum = "599", requiredMode = Schema.RequiredMode.REQUIRED, example = "400")
        int status,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "What went wrong, for programs: one of a closed set, in which reasons that call for different"
                                + " deeds differ",
                example = "INVALID_FIELDS")
        ProblemCode code,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What went wrong, for people",
                example = "1 field is not as it must be: searchSpace.dropout.high")
        String detail,

        @Schema(description = "The path that was asked for", example = "/api/v1/experiments")
        String instance,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Every offending field; empty where none is to blame")
        List<Field> errors,

        @Schema(description = "Of an experiment that is in no state for the request", example = "COMPLETED")
        ExperimentState state,

        @Schema(minimum = "0", description = "Of a quota: how much was asked for, in bytes or in number", example = "1")
        Long needed,

        @Schema(minimum = "0", description = "Of a quota: how much of it was left", example = "0")
        Long left,

        @Schema(description = "Of a quota: whose it is; empty for that of all together", example = "ann")
        String owner) {

    /** Said although it is what a missing type means (RFC 9457, section 4.2.1): an answer has all its fields. */
    private static final URI BLANK = URI.create("about:blank");

    private static final int LONGEST_MESSAGE = 500;

    /** One offending field, header or query parameter. */
    @Schema(name = "ProblemField")
    public record Field(
            @Schema(
                    description =
                            "Path in the body, or the name of a header, path or query parameter; empty for the body"
                                    + " as a whole",
                    example = "searchSpace.dropout.high")
            String field,

            @Schema(description = "What is wrong with it, for programs: one of a closed set", example = "OUT_OF_RANGE")
            FieldCode code,

            @Schema(description = "The rule and the value that broke it", example = "must be >= 0 and < 1, but got 1.0")
            String message) {

        public Field {
            // A message echoes the offending value, which may be as large as the body.
            message = shortened(message);
        }

        /** As a problem document tells it. */
        public static Field of(InvalidField refused) {
            return new Field(refused.field(), refused.code(), refused.rule());
        }
    }

    /** The document for a code, with the fields that caused it. */
    public static ProblemDetail of(ProblemCode code, String detail, List<InvalidField> errors) {
        return with(ProblemDetail.forStatusAndDetail(code.status(), shortened(detail)), code, errors);
    }

    static ProblemDetail with(ProblemDetail problem, ProblemCode code, List<InvalidField> errors) {
        problem.setType(BLANK);
        problem.setProperty("code", code);
        problem.setProperty("errors", errors.stream().map(Field::of).toList());
        return problem;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " …";
    }
}
