package dev.tamis.web;

import dev.tamis.space.Refusal;

/** A body that was not whole in its time. */
final class BodyTooSlow extends Refusal {

    private static final long serialVersionUID = 1L;

    BodyTooSlow() {
        super(ProblemCode.BODY_TOO_SLOW, "The body did not come whole in time: 20 s, and one more for each 32 KB.");
    }
}
