package dev.tamis;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains the start of a second service on the same H2 file, which one process can open at a time. That comes before the
 * port is found to be taken, and by itself it is two hundred lines of stack traces.
 */
class DatabaseInUse extends AbstractFailureAnalyzer<SQLException> {

    /** H2's DATABASE_ALREADY_OPEN_1; written out because H2 is no dependency at compile time. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() != ALREADY_OPEN) {
            return null;
        }
        return new FailureAnalysis(
                "The database file is in use by another process, most likely a Tamis that is already running: "
                        + cause.getMessage(),
                "Stop the other one, or give this one a directory of its own with the property tamis.home, or use "
                        + "PostgreSQL, which several can share.",
                cause);
    }
}
