package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database says of one experiment. */
final class StoredExperiment {

    private final UUID id;
    private final JdbcTemplate sql;

    StoredExperiment(String id, JdbcTemplate sql) {
        this.id = UUID.fromString(id);
        this.sql = sql;
    }

    String state() {
        return sql.queryForObject("select state from experiment where id = ?", String.class, id);
    }

    int trials(String state) {
        return number("select count(*) from trial where experiment_id = ? and state = '" + state + "'");
    }

    int measurements() {
        return number("select count(*) from measurement where experiment_id = ?");
    }

    /** How many trials' workers have been taken for dead, over all trials. */
    int deaths() {
        return number("select coalesce(sum(deaths), 0) from trial where experiment_id = ?");
    }

    /** Trial by trial. */
    Map<Integer, Integer> deathsByTrial() {
        return byTrial("deaths", Integer.class);
    }

    Map<Integer, Integer> attempts() {
        return byTrial("attempt", Integer.class);
    }

    Map<Integer, String> states() {
        return byTrial("state", String.class);
    }

    /** The tokens of the claims that the running trials are held by. */
    Map<Integer, String> tokens() {
        return byTrial("case when state = 'RUNNING' then claimed_by end", String.class);
    }

    int laneOf(int trial) {
        return number("select lane from trial where experiment_id = ? and number = " + trial);
    }

    /** The tokens of the claims that hold running trials in a lane: one, or none between two packs. */
    Set<String> tokensIn(int lane) {
        return new TreeSet<>(sql.queryForList(
                "select distinct claimed_by from trial where experiment_id = ? and state = 'RUNNING' and lane = ?",
                String.class,
                id,
                lane));
    }

    /** Below the root of the API. */
    String path() {
        return "/experiments/" + id;
    }

    /** Trials that are training on a node, by the lanes that it has picked. */
    Set<Integer> runningOn(Node node) {
        return new TreeSet<>(sql.queryForList("""
                select t.number from trial t join experiment e on e.id = t.experiment_id
                join scheduled_tasks s on s.task_instance = e.id || '/' || e.run || '/' || t.lane
                where e.id = ? and t.state = 'RUNNING' and s.picked and s.picked_by = ?""", Integer.class, id, node.name()));
    }

    /** From submission to its end. */
    Duration duration() {
        Double seconds = sql.queryForObject(
                "select extract(epoch from finished_at - created_at) from experiment where id = ?", Double.class, id);
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    /** Waits as long as it takes, and longer if the database is away. */
    void awaitEnd(Duration atMost) {
        await("end of " + id)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    assertCountersRight();
                    return Set.of("COMPLETED", "CANCELLED", "FAILED").contains(state());
                });
    }

    /** No task of it is left: none that waits, none that somebody holds. */
    void awaitNoTasks() {
        await("no tasks of " + id)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sql.queryForList(
                                "select task_instance from scheduled_tasks where task_instance like ?",
                                String.class,
                                id + "%"))
                        .isEmpty());
    }

    /** Every trial has completed once, with one whole curve; the experiment's counters say the same. */
    void assertWhole(int trials, int epochs) {
        assertThat(state()).isEqualTo("COMPLETED");
        assertThat(sql.queryForList(
                        "select number from trial where experiment_id = ? order by number", Integer.class, id))
                .isEqualTo(IntStream.range(0, trials).boxed().toList());
        assertThat(states().values()).containsOnly("COMPLETED");
        List<Map<String, Object>> brokenCurves = sql.queryForList("""
                select t.number, count(m.epoch), min(m.epoch), max(m.epoch) from trial t
                left join measurement m on m.experiment_id = t.experiment_id and m.trial_number = t.number
                where t.experiment_id = ? group by t.number, t.epochs_done
                having count(m.epoch) <> ? or min(m.epoch) <> 1 or max(m.epoch) <> ? or t.epochs_done <> ?""", id, epochs, epochs, epochs);
        assertThat(brokenCurves).isEmpty();
        assertCountersRight();
    }

    /** The counters on the experiment's row are those of its trials: at any moment, for one statement sees one moment. */
    void assertCountersRight() {
        List<Map<String, Object>> wrong = sql.queryForList("""
                select * from (
                    select now() as at, e.change_number, c.state, c.counted,
                        (select count(*) from trial t where t.experiment_id = e.id and t.state = c.state) as trials
                    from experiment e cross join lateral (values
                        ('WAITING', e.trials_waiting), ('RUNNING', e.trials_running), ('COMPLETED', e.trials_completed),
                        ('PRUNED', e.trials_pruned), ('FAILED', e.trials_failed), ('CANCELLED', e.trials_cancelled)
                    ) c (state, counted) where e.id = ?) compared
                where counted <> trials""", id);
        assertThat(wrong).as("counters that differ from the trials").isEmpty();
    }

    /** Every number of every curve is the same, bit for bit, and so is what is made of the curves. */
    void assertSameResultsAs(StoredExperiment other) {
        assertSameCurvesAs(other, states().keySet());
        assertThat(summary()).isEqualTo(other.summary());
    }

    /** Every number of some trials' curves is the same, bit for bit. */
    void assertSameCurvesAs(StoredExperiment other, Set<Integer> trials) {
        List<Map<String, Object>> differences = sql.queryForList("""
                select coalesce(a.trial_number, b.trial_number) as trial, coalesce(a.epoch, b.epoch) as epoch,
                    encode(a.metrics, 'hex') as here, encode(b.metrics, 'hex') as there
                from (select * from measurement where experiment_id = ?) a
                full join (select * from measurement where experiment_id = ?) b
                    on a.trial_number = b.trial_number and a.epoch = b.epoch
                where a.metrics is distinct from b.metrics
                order by trial, epoch""", id, other.id);
        assertThat(differences).noneMatch(each -> trials.contains(each.get("trial")));
    }

    private List<Map<String, Object>> summary() {
        return sql.queryForList("""
                select number, round, pack, state, parameters, epochs, epochs_done, cast(metrics as text) as metrics,
                    cast(best_metrics as text) as best_metrics, best_epoch, objective_value, rank_value, tie_value, (select best_trial from experiment where id = experiment_id) as best_of_all
                from trial where experiment_id = ? order by number""", id);
    }

    private int number(String query) {
        Integer number = sql.queryForObject(query, Integer.class, id);
        return number == null ? 0 : number;
    }

    private <T> Map<Integer, T> byTrial(String value, Class<T> type) {
        Map<Integer, T> values = new TreeMap<>();
        sql.query(
                "select number, " + value + " from trial where experiment_id = ?",
                row -> {
                    values.put(row.getInt(1), row.getObject(2, type));
                },
                id);
        return values;
    }
}
