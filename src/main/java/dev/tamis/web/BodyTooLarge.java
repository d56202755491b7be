package dev.tamis.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** A request body is larger than this node reads. */
final class BodyTooLarge extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(DataSize limit) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "The body must have at most " + limit.toBytes() + " bytes.",
                        List.of(new Problem.Field("", "must have at most " + limit.toBytes() + " bytes"))),
                null);
    }
}
