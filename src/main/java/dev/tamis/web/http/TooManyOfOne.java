package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;

/** One address, or one person, has taken as many places as one may have, and leaves the others to others. */
final class TooManyOfOne extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param who has them, with the verb */
    TooManyOfOne(String who, int places) {
        super(
                ProblemCode.TOO_MANY_OF_ONE,
                who + " " + places + " of these requests open already, as many as one may have on this node.");
    }
}
