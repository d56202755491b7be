package dev.tamis.web;

import dev.tamis.space.Refusal;

/** A dataset cannot be removed (now). */
final class DatasetInUse extends Refusal {

    private static final long serialVersionUID = 1L;

    DatasetInUse(ProblemCode code, String why) {
        super(code, why);
    }
}
