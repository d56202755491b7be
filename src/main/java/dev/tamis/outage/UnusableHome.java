package dev.tamis.outage;

import java.io.IOException;
import java.nio.file.Path;

/** The service does not start where its database cannot be kept. */
final class UnusableHome extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path home;
    private final Reason reason;

    UnusableHome(Path home, Reason reason, IOException cause) {
        super(reason.words() + ": " + cause, cause);
        this.home = home;
        this.reason = reason;
    }

    Path home() {
        return home;
    }

    Reason reason() {
        return reason;
    }
}
