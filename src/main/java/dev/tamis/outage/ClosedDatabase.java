package dev.tamis.outage;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What exceptions say of a database that cannot be used. H2 is no dependency at compile time, so its codes are written out. */
final class ClosedDatabase {

    /** H2's FILE_CORRUPTED_1. */
    static final int FILE_DAMAGED = 90030;

    /** H2's DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN, FILE_CORRUPTED_1, DATABASE_IS_READ_ONLY, OUT_OF_MEMORY, IO_EXCEPTION. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121, FILE_DAMAGED, 90097, 90108, 90028, 90031);

    private static final String STORE_EXCEPTION = "org.h2.mvstore.MVStoreException";

    /** At its end: the library's version and the code. From 100 on it is about transactions, and the file is well. */
    private static final Pattern STORE_CODE = Pattern.compile("\\[[\\d.]+/(\\d+)]");

    private static final int TRANSACTIONS = 100;

    private ClosedDatabase() {}

    /** Whether H2 has closed its file, or will not open it: no connection to it is of any use. */
    static boolean isToldBy(Throwable failure) {
        return Causes.of(failure).stream()
                .anyMatch(cause -> cause instanceof SQLException sql && CLOSED.contains(sql.getErrorCode())
                        || cause.getClass().getName().equals(STORE_EXCEPTION) && isOfTheFile(cause.getMessage()));
    }

    /** Whether a failure is one of the database as a whole, not of what it was asked. */
    static boolean isBehind(Throwable failure) {
        return isToldBy(failure)
                || Causes.of(failure).stream()
                        .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                                || cause instanceof SQLNonTransientConnectionException
                                || cause instanceof SQLRecoverableException
                                || cause instanceof SQLException sql && isConnectionLost(sql.getSQLState()));
    }

    private static boolean isOfTheFile(String message) {
        Matcher code = STORE_CODE.matcher(message == null ? "" : message);
        return code.find() && Integer.parseInt(code.group(1)) < TRANSACTIONS;
    }

    /** Class 08 is lost connections; 57P is what PostgreSQL says when it goes down or comes up. */
    private static boolean isConnectionLost(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
