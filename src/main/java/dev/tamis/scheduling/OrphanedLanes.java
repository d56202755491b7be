package dev.tamis.scheduling;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Frees lanes that the previous process held when it was killed. A database file of H2 belongs to one process, so whatever
 * is marked as running when this one starts is not. With a shared database only a missing heartbeat can tell.
 */
class OrphanedLanes implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedLanes.class);

    private final JdbcTemplate jdbc;
    private final String databaseUrl;

    OrphanedLanes(JdbcTemplate jdbc, String databaseUrl) {
        this.jdbc = jdbc;
        this.databaseUrl = databaseUrl;
    }

    /** Tasks depend on this bean and the scheduler on its tasks, so it has not taken any lane yet. */
    @Override
    public void afterPropertiesSet() {
        if (!databaseUrl.startsWith("jdbc:h2:file:") || databaseUrl.contains("AUTO_SERVER")) {
            return;
        }
        int freed = jdbc.update("""
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked = true""");
        if (freed > 0) {
            LOG.info("The previous process ended with {} lanes of experiments in training; they go on now", freed);
        }
    }
}
