package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;
import java.time.Duration;

/** A body that was not whole in its time. */
final class BodyTooSlow extends Refusal {

    private static final long serialVersionUID = 1L;

    /** @param patience what every body may take, beside the time for its size */
    BodyTooSlow(Duration patience) {
        super(
                ProblemCode.BODY_TOO_SLOW,
                "The body did not come in time: " + patience.toMillis() / 1000.0
                        + " s (tamis.api.body-patience), and one more for each 32 KB.");
    }
}
