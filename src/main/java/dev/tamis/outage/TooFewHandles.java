package dev.tamis.outage;

/** The service does not start where clients would take the handles that it needs itself. */
final class TooFewHandles extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooFewHandles(long limit, long needed) {
        super("Only %d files and connections may be open at a time; the service needs at least %d"
                .formatted(limit, needed));
    }
}
