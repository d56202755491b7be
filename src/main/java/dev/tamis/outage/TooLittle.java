package dev.tamis.outage;

/** The service does not start with so little of what it needs. */
final class TooLittle extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private TooLittle(String fault, String advice) {
        super(fault);
        this.advice = advice;
    }

    /** Clients would take the handles that it needs itself. */
    static TooLittle handles(long limit, long needed) {
        return new TooLittle(
                "Only %d files and connections may be open at a time; the service needs at least %d"
                        .formatted(limit, needed),
                "Raise the limit (ulimit -n; LimitNOFILE= of systemd; --ulimit nofile= of Docker), 10000 say; then start again.");
    }

    /** @param bytes that there are at most */
    static TooLittle heap(long bytes, long needed) {
        return new TooLittle(
                "The heap can have only %d MB; the service does not start with less than %d MB"
                        .formatted(bytes >> 20, needed >> 20),
                "Start with a larger one: java -Xmx512m, say; in a container, with more memory.");
    }

    /** What whoever runs the service can do. */
    String advice() {
        return advice;
    }
}
