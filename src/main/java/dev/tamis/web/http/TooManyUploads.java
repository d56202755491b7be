package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;

/** As many uploads are read as this node reads at a time. */
final class TooManyUploads extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyUploads() {
        super(ProblemCode.TOO_MANY_AT_ONCE, "This node reads as many uploads as it may; try again in a moment.");
    }
}
