package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of repeats. Whoever writes has locked the experiment's row. */
@Component
class RepeatRows {

    private final JdbcTemplate jdbc;

    RepeatRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One of the best trials, to be trained again.
     *
     * @param place 0-based
     * @param epochs how many counted
     */
    record Candidate(int trial, int place, Parameters parameters, int epochs) {}

    /**
     * A repeat that is to be trained.
     *
     * @param round its trial's
     * @param weights of its trial; null where nobody has counted them
     */
    record Waiting(int trial, int round, int repetition, Parameters parameters, int epochs, Long weights) {}

    /** How a repeat has ended. */
    record Ended(int trial, int repetition, Optional<Double> value, Optional<String> reason) {}

    /** The best by the search, of those that keep to all constraints: the beginning of the leaderboard, by its index. */
    List<Candidate> best(UUID experimentId, int top) {
        return jdbc.query(
                """
                select number, parameters, coalesce(objective_epoch, epochs_done) from trial
                where experiment_id = ? and violation = 0 and rank_value >= -1.7976931348623157E308
                order by experiment_id, violation, rank_value desc nulls last, tie_value desc nulls last, number
                fetch first ? rows only""",
                (row, index) -> new Candidate(
                        row.getInt(1), index, StoredJson.read(row.getString(2), Parameters.class), row.getInt(3)),
                experimentId,
                top);
    }

    /** @param packs and work of each, in the order of the repeats: all of the first trial, all of the second, ... */
    void add(UUID experimentId, List<Candidate> best, int repeats, int[] packs, double[] work) {
        List<Object[]> rows = new ArrayList<>();
        for (Candidate each : best) {
            for (int repetition = 1; repetition <= repeats; repetition++) {
                int i = rows.size();
                rows.add(new Object[] {
                    experimentId, each.trial(), repetition, each.place(), packs[i], each.epochs(), work[i]
                });
            }
        }
        jdbc.batchUpdate("""
                insert into confirmation (experiment_id, trial_number, repetition, place, pack, epochs, work, state)
                values (?, ?, ?, ?, ?, ?, ?, 'WAITING')""", rows);
    }

    /** Those that train together next, in the order of trials and repetitions; none where none is left. */
    List<Waiting> nextPack(UUID experimentId) {
        return jdbc.query(
                """
                select c.trial_number, t.round, c.repetition, t.parameters, c.epochs, t.weights
                from confirmation c join trial t on t.experiment_id = c.experiment_id and t.number = c.trial_number
                where c.experiment_id = ? and c.state = 'WAITING' and c.pack = (
                    select min(pack) from confirmation where experiment_id = ? and state = 'WAITING')
                order by c.place, c.repetition""",
                (row, index) -> new Waiting(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        StoredJson.read(row.getString(4), Parameters.class),
                        row.getInt(5),
                        row.getObject(6, Long.class)),
                experimentId,
                experimentId);
    }

    /** @return the work of it; empty where it had ended before */
    Optional<Double> end(UUID experimentId, Ended how) {
        int changed = jdbc.update(
                """
                update confirmation set state = ?, objective_value = ?, reason = ?
                where experiment_id = ? and trial_number = ? and repetition = ? and state = 'WAITING'""",
                (how.value().isPresent() ? Repeat.State.COMPLETED : Repeat.State.FAILED).name(),
                how.value().orElse(null),
                how.reason().orElse(null),
                experimentId,
                how.trial(),
                how.repetition());
        return changed == 0
                ? Optional.empty()
                : Optional.of(jdbc.queryForObject(
                        "select work from confirmation where experiment_id = ? and trial_number = ? and repetition = ?",
                        Double.class,
                        experimentId,
                        how.trial(),
                        how.repetition()));
    }

    /** All, in the order of places and repetitions. */
    List<Repeat> of(UUID experimentId) {
        return jdbc.query("""
                select trial_number, place, repetition, state, objective_value, reason from confirmation
                where experiment_id = ? order by place, repetition""", (row, index) -> repeat(row), experimentId);
    }

    private static Repeat repeat(ResultSet row) throws SQLException {
        return new Repeat(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                Repeat.State.valueOf(row.getString(4)),
                Optional.ofNullable(row.getObject(5, Double.class)),
                Optional.ofNullable(row.getString(6)));
    }
}
