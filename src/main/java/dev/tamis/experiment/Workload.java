package dev.tamis.experiment;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How much the experiments that run have to do. */
@Component
public class Workload {

    private final JdbcTemplate jdbc;

    Workload(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Sums over all experiments that run; those that pause wait for people, not for workers.
     *
     * @param trialsWaiting drawn, and not in training
     * @param trialsRunning in training
     * @param lanesWanted threads that could train for them if they were there, as their parallel trials allow; a little too many
     *     near the end of a round, where fewer packs than lanes are left
     */
    public record Totals(long experiments, long trialsWaiting, long trialsRunning, long lanesWanted) {}

    /** One sum over the counters on the experiments' rows; no trial is read. */
    public Totals totals() {
        return jdbc.queryForObject(
                """
                select count(*), coalesce(sum(trials_waiting), 0), coalesce(sum(trials_running), 0),
                    coalesce(sum(least(lanes, trials_waiting + trials_running)), 0)
                from experiment where state = 'RUNNING'""", (row, number) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
