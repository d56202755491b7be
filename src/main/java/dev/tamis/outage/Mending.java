package dev.tamis.outage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tries to use the database again, while nobody else does. */
class Mending implements AutoCloseable {

    private static final long ROOM = 2 << 20;
    private static final int MOST_DOUBLINGS = 5;

    private final Outage outage;
    private final HikariDataSource pool;
    private final Optional<Probe> disk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread each = new Thread(task, "tamis-mending");
        each.setDaemon(true);
        return each;
    });
    private volatile boolean diskIsWell;

    /** @param disk what a database in a file needs; empty for one elsewhere */
    Mending(Outage outage, HikariDataSource pool, Optional<Probe> disk) {
        this.outage = outage;
        this.pool = pool;
        this.disk = disk;
    }

    void lookEvery(Duration pause) {
        thread.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tries once. */
    void look() {
        if (outage.reason().isEmpty()) {
            outage.settle();
            return;
        }
        diskIsWell = false;
        try {
            if (disk.isPresent()) {
                disk.get().write(ROOM << Math.min(MOST_DOUBLINGS, outage.relapses()));
                diskIsWell = true;
            }
            evict();
            use();
            outage.over();
        } catch (IOException | SQLException | RuntimeException still) {
            outage.on(still);
        }
    }

    /** Whether the file has stayed closed for that long though there is nothing wrong with the disk. */
    boolean isStuck(Duration time) {
        return diskIsWell
                && outage.reason().filter(reason -> reason != Reason.DAMAGED).isPresent()
                && outage.age().compareTo(time) > 0;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void evict() {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    private void use() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from information_schema.tables");
        }
    }
}
