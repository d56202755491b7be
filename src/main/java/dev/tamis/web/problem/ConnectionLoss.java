package dev.tamis.web.problem;

import dev.tamis.outage.Outage;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells a failure of the connection to the database from a statement that the database refused.
 *
 * <p>A request that is in the middle of a transaction when the database goes down fails in ways that Spring translates to no
 * exception of its own: a server that ends its sessions answers once more, with a state of class 57, and rolling back over
 * the dead connection then fails for another reason, which hides the first.
 */
public final class ConnectionLoss {

    /** SQL standard (ISO/IEC 9075-2): connection exceptions. */
    private static final String CONNECTION = "08";

    /** PostgreSQL's error codes (Appendix A): admin_shutdown, crash_shutdown, cannot_connect_now. */
    private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");

    private ConnectionLoss() {}

    /** Whether a failure comes of the connection, whoever has wrapped it. */
    public static boolean isBehind(Throwable failure) {
        if (Outage.isBehind(failure)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && ofConnection(refusal.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** What a server refuses always has a state; pool and driver speak without one of connections that are closed. */
    private static boolean ofConnection(String state) {
        return state == null || state.startsWith(CONNECTION) || SHUTDOWN.contains(state);
    }
}
