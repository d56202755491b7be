package dev.tamis.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The queue as it stands: lanes and final evaluations.
 *
 * @param waiting tasks that could run now if a thread were free
 * @param running tasks that a node has taken, dead nodes that nobody has given up yet included
 * @param waitingFor how long the first of the waiting ones has waited
 * @param silentFor how long ago the last heartbeat of the most silent running task was
 */
record LaneCounts(long waiting, long running, Duration waitingFor, Duration silentFor) {

    static LaneCounts read(JdbcTemplate jdbc, Clock clock) {
        Instant now = clock.instant();
        OffsetDateTime due = now.atOffset(ZoneOffset.UTC);
        return jdbc.queryForObject(
                """
                select coalesce(sum(case when picked = false and execution_time <= ? then 1 else 0 end), 0),
                    coalesce(sum(case when picked = true then 1 else 0 end), 0),
                    min(case when picked = false and execution_time <= ? then execution_time end),
                    min(case when picked = true then last_heartbeat end)
                from scheduled_tasks""",
                (row, number) -> new LaneCounts(
                        row.getLong(1),
                        row.getLong(2),
                        since(row.getObject(3, OffsetDateTime.class), now),
                        since(row.getObject(4, OffsetDateTime.class), now)),
                due,
                due);
    }

    private static Duration since(OffsetDateTime then, Instant now) {
        Duration passed = then == null ? Duration.ZERO : Duration.between(then.toInstant(), now);
        // clocks of nodes differ a little
        return passed.isNegative() ? Duration.ZERO : passed;
    }
}
