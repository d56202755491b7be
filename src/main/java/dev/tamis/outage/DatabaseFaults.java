package dev.tamis.outage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Hears every exception of the pool's connections: one to a database that has closed itself must go, or it keeps it closed. */
class DatabaseFaults implements SQLExceptionOverride {

    private final Outage outage;

    DatabaseFaults(Outage outage) {
        this.outage = outage;
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (!ClosedDatabase.isToldBy(failure)) {
            return Override.CONTINUE_EVICT;
        }
        outage.on(failure);
        return Override.MUST_EVICT;
    }
}
