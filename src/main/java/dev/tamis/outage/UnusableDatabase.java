package dev.tamis.outage;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that fails because the database cannot be used, instead of two hundred lines of stack traces. */
class UnusableDatabase extends AbstractFailureAnalyzer<SQLException> {

    /** H2's DATABASE_ALREADY_OPEN_1, which is explained elsewhere. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (cause.getErrorCode() == ALREADY_OPEN || !ClosedDatabase.isBehind(cause)) {
            return null;
        }
        Reason reason = Reason.of(cause);
        return new FailureAnalysis(
                "The database cannot be used: " + reason.words() + ". " + cause.getMessage(),
                reason.advice() + ", then start again.",
                cause);
    }
}
