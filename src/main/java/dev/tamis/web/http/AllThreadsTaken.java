package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;

/** What is left of the threads is kept for questions after health. */
final class AllThreadsTaken extends Refusal {

    private static final long serialVersionUID = 1L;

    AllThreadsTaken() {
        super(ProblemCode.TOO_MANY_AT_ONCE, "This node serves as many requests as it may; try again in a moment.");
    }
}
