package dev.tamis.outage;

import java.sql.SQLTransientConnectionException;

/** Refuses a connection at once while it is known that none can be had. */
class DatabaseAway extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1L;

    /** Class 08: no connection could be established. */
    private static final String STATE = "08001";

    private final Reason reason;

    DatabaseAway(Reason reason) {
        super("The database cannot be used at the moment: " + reason.words(), STATE);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
