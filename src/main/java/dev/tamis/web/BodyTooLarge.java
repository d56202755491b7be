package dev.tamis.web;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import org.springframework.util.unit.DataSize;

/** A request body is larger than this node reads. */
final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(DataSize limit) {
        super(
                ProblemCode.BODY_TOO_LARGE,
                "The body must have at most " + limit.toBytes() + " bytes.",
                new InvalidField("", FieldCode.OUT_OF_RANGE, "must have at most " + limit.toBytes() + " bytes"));
    }
}
