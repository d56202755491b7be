package dev.tamis.experiment;

import dev.tamis.space.Refusal;

/** There is no such thing, or no longer. */
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        NOT_FOUND
    }

    public NotFound(String kind, Object id) {
        super(Why.NOT_FOUND, "There is no " + kind + " " + id + ".");
    }
}
