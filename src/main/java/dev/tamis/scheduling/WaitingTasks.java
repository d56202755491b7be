package dev.tamis.scheduling;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tasks that could run now if a thread were free. */
class WaitingTasks {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    WaitingTasks(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean any() {
        return !jdbc.queryForList(
                        "select 1 from scheduled_tasks where picked = false and execution_time <= ? limit 1",
                        clock.instant().atOffset(ZoneOffset.UTC))
                .isEmpty();
    }
}
