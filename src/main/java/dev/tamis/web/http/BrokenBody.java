package dev.tamis.web.http;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;
import java.io.IOException;
import org.apache.coyote.BadRequestException;

/** A body of which nothing more can be read: it breaks off, or is cut into pieces that are none. */
final class BrokenBody extends Refusal {

    private static final long serialVersionUID = 1L;

    private BrokenBody(ProblemCode code, String rule) {
        super(code, "The body " + rule + ".", new InvalidField("", FieldCode.MALFORMED, rule));
    }

    /**
     * @param form whether it was to be a form; else it was to be JSON
     * @param cause as the server tells it
     */
    static BrokenBody of(boolean form, IOException cause) {
        return new BrokenBody(
                form ? ProblemCode.MALFORMED_FORM : ProblemCode.MALFORMED_JSON,
                (form ? "must be multipart/form-data, but " : "must be a JSON object, but ")
                        + (cause instanceof BadRequestException
                                ? "is not cut into chunks as it must be (RFC 9112, section 7.1)"
                                : "broke off while it was sent"));
    }
}
