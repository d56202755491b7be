package dev.tamis.web.problem;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import org.springframework.util.unit.DataSize;

/** A request body is larger than this node reads. */
public final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param limit that the body breaks */
    public BodyTooLarge(Limit limit) {
        super(
                ProblemCode.BODY_TOO_LARGE,
                "The body " + limit.rule() + ".",
                new InvalidField("", FieldCode.OUT_OF_RANGE, limit.rule()));
    }

    /**
     * How large a body may be, and who says so.
     *
     * @param setting the property by which whoever runs the node sets it
     */
    public record Limit(DataSize most, String setting) {

        /** The most that a body may have. */
        public long bytes() {
            return most.toBytes();
        }

        private String rule() {
            return "must have at most " + bytes() + " bytes (" + setting + ")";
        }
    }
}
