package dev.tamis.experiment;

/** There is no such thing, or no longer. */
public final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFound(String kind, Object id) {
        super("There is no " + kind + " " + id + ".");
    }
}
