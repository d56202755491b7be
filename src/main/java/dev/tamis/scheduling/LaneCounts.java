package dev.tamis.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The queue as it stands: lanes, confirmations and final evaluations.
 *
 * @param waiting tasks that could run now if a thread were free
 * @param running tasks that a node has taken, dead nodes that nobody has given up yet included
 * @param asleep tasks that are due later than any that was put off on purpose: their time, or this node's, is wrong
 * @param others confirmations and final evaluations among all tasks: each wants a thread for itself
 */
record LaneCounts(long waiting, long running, long asleep, long others, Ages ages) {

    /**
     * How old things are.
     *
     * @param waiting how long the first of the waiting tasks has waited
     * @param silence how long ago the last heartbeat of the most silent running task was
     */
    record Ages(Duration waiting, Duration silence) {}

    /** At most, from node to node. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    /** How far ahead a task may be due that was put off on purpose. */
    static final Duration LONGEST_AHEAD = LaneTask.LONGEST_WAIT.plus(CLOCKS_DIFFER);

    static LaneCounts read(JdbcTemplate jdbc, Clock clock) {
        Instant now = clock.instant();
        OffsetDateTime due = InstantColumns.parameter(now);
        return jdbc.queryForObject(
                """
                select coalesce(sum(case when picked = false and execution_time <= ? then 1 else 0 end), 0),
                    coalesce(sum(case when picked = true then 1 else 0 end), 0),
                    coalesce(sum(case when picked = false and execution_time > ? then 1 else 0 end), 0),
                    coalesce(sum(case when task_name in (?, ?) then 1 else 0 end), 0),
                    min(case when picked = false and execution_time <= ? then execution_time end),
                    min(case when picked = true then last_heartbeat end)
                from scheduled_tasks""",
                (row, number) -> new LaneCounts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        new Ages(
                                since(row.getObject(5, OffsetDateTime.class), now),
                                since(row.getObject(6, OffsetDateTime.class), now))),
                due,
                InstantColumns.parameter(now.plus(LONGEST_AHEAD)),
                FinalEvaluationTask.DESCRIPTOR.getTaskName(),
                ConfirmationTask.DESCRIPTOR.getTaskName(),
                due);
    }

    private static Duration since(OffsetDateTime then, Instant now) {
        Duration passed = then == null ? Duration.ZERO : Duration.between(then.toInstant(), now);
        // clocks of nodes differ a little
        return passed.isNegative() ? Duration.ZERO : passed;
    }
}
