package dev.tamis.outage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The gate before the pool: shut while it is known that the database cannot be used. */
class GatedDataSource extends DelegatingDataSource {

    private final HikariDataSource pool;
    private final Outage outage;

    GatedDataSource(HikariDataSource pool, Outage outage) {
        super(pool);
        this.pool = pool;
        this.outage = outage;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<Reason> reason = outage.reason();
        if (reason.isPresent()) {
            throw new DatabaseAway(reason.get());
        }
        try {
            return pool.getConnection();
        } catch (SQLException none) {
            if (!allInUse(none)) {
                outage.on(none);
            }
            throw none;
        }
    }

    /** The pool waits in vain for one to be given back, and no attempt to open one has failed. They may be there again by now. */
    private boolean allInUse(SQLException none) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        return none instanceof SQLTransientConnectionException
                && none.getCause() == null
                && connections != null
                && connections.getTotalConnections() > 0;
    }
}
