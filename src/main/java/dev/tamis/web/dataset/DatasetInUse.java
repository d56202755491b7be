package dev.tamis.web.dataset;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;

/** A dataset cannot be removed (now). */
final class DatasetInUse extends Refusal {

    private static final long serialVersionUID = 1L;

    DatasetInUse(ProblemCode code, String why) {
        super(code, why);
    }
}
