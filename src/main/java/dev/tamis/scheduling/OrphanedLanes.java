package dev.tamis.scheduling;

import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Frees the lanes that the previous process held when it ended, and takes their trials back. A database file of H2 belongs to
 * one process, so whatever is marked as running when this one starts is not. With a shared database only a missing heartbeat
 * can tell.
 *
 * <p>That the process ended counts against its trials only where it ended of itself: a trial cannot help being killed.
 */
class OrphanedLanes implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedLanes.class);

    private final JdbcTemplate jdbc;
    private final Claims claims;
    private final SingleProcess database;
    private final LastEnd lastEnd;
    private final int deathsAllowed;

    OrphanedLanes(JdbcTemplate jdbc, Claims claims, SingleProcess database, LastEnd lastEnd, int deathsAllowed) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.database = database;
        this.lastEnd = lastEnd;
        this.deathsAllowed = deathsAllowed;
    }

    /** Tasks depend on this bean and the scheduler on its tasks, so it has not taken any lane yet. */
    @Override
    public void afterPropertiesSet() {
        if (!database.isOne()) {
            return;
        }
        jdbc.update("""
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked = true""");
        Optional<String> ofItself = lastEnd.ofItself();
        int trials = claims.processEnded(new Deaths(deathsAllowed, ofItself.isPresent()));
        if (trials > 0) {
            LOG.warn(
                    "The previous process ended with {} trials in training, which start again now: {}",
                    trials,
                    ofItself.orElse(
                            "nothing says that it was their doing, so it was ended from outside, and does not count"
                                    + " against them"));
        }
    }
}
