package dev.tamis.web.problem;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

/** A body is of a kind, or packed in a way, that is not read here. */
public final class UnsupportedBody extends Refusal {

    private static final long serialVersionUID = 1L;

    private UnsupportedBody(String header, String rule) {
        super(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                header + " " + rule + ".",
                new InvalidField(header, FieldCode.NOT_ONE_OF, rule));
    }

    /** @param contentType as it was sent; null where it was not */
    static UnsupportedBody ofType(String contentType, List<MediaType> supported) {
        String types = supported.stream()
                .map(each -> each.equals(MediaType.APPLICATION_JSON) ? each + " in UTF-8" : each.toString())
                .collect(Collectors.joining(" or "));
        return new UnsupportedBody(
                "Content-Type",
                "must be " + types + (contentType == null ? ", but is missing" : ", but got " + Shown.of(contentType)));
    }

    /** @param contentEncoding as it was sent */
    public static UnsupportedBody packedAs(String contentEncoding) {
        return new UnsupportedBody(
                "Content-Encoding",
                "must be missing or identity, for bodies are read as they come, but got " + Shown.of(contentEncoding));
    }
}
