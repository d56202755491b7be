package dev.tamis.web.http;

import dev.tamis.quota.Limits;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import dev.tamis.web.problem.ProblemCode;

/** One person, or one address, sends more requests than it may. */
final class TooFast extends Refusal {

    private static final long serialVersionUID = 1L;

    TooFast(boolean person, int rate) {
        super(
                ProblemCode.TOO_MANY_REQUESTS,
                (person ? "You" : "Your address") + " may send " + Shown.count(rate, "request")
                        + " a second to this node, and "
                        + (long) rate * Limits.BURST_SECONDS + " at once (tamis.quota.owner.requests-per-second).");
    }
}
