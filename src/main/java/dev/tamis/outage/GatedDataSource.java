package dev.tamis.outage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
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
            if (!allInUse()) {
                outage.on(none);
            }
            throw none;
        }
    }

    private boolean allInUse() {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        return connections != null && connections.getActiveConnections() >= pool.getMaximumPoolSize();
    }
}
