package dev.tamis.web.event;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;

/** This node streams events to as many clients as it is allowed to. */
final class TooManyFollowers extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyFollowers(int most) {
        super(
                ProblemCode.TOO_MANY_FOLLOWERS,
                "This node streams events to " + most + " clients already; poll …/trials?after= meanwhile.");
    }
}
