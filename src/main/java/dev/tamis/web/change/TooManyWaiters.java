package dev.tamis.web.change;

import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import dev.tamis.web.problem.ProblemCode;

/** This node lets as many requests wait as it is allowed to. */
final class TooManyWaiters extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyWaiters(int most) {
        super(
                ProblemCode.TOO_MANY_WAITERS,
                "On this node " + Shown.count(most, "request") + (most == 1 ? " waits" : " wait")
                        + " for a change already; ask without wait, or again in a while.");
    }
}
