package dev.tamis.benchmark;

import dev.tamis.experiment.Budget;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills a database with experiments that have been running for a while, made from one that was submitted: its rows are copied
 * with other numbers, states and results. Same content whenever it is made.
 */
final class ScaledDatabase {

    /** Epochs that the measured ones of the trials have. */
    static final int EPOCHS = 10;

    private static final int ROUNDS = 4;

    private final JdbcTemplate jdbc;
    private final UUID template;
    private final boolean postgres;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private int experiments;
    private int trials;
    private int largest;
    private UUID small;
    private UUID medium;
    private UUID large;

    /** @param template an experiment of four rounds with one trial at least */
    ScaledDatabase(Connection connection, UUID template) {
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.template = template;
        this.postgres = jdbc.execute(
                (Connection c) -> c.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
        for (String table : List.of("experiment", "round", "trial", "measurement")) {
            columns.put(table, columnsOf(table));
        }
        if (!postgres) {
            jdbc.execute("create alias if not exists packed_doubles for 'dev.tamis.experiment.PackedDoubles.pack'");
        } else {
            // No foreign keys are checked, which would take most of the time.
            jdbc.execute("set session_replication_role = replica");
        }
    }

    int trials() {
        return trials;
    }

    /** Adds experiments of four sizes until there are about so many trials: 4/10 in the largest, 4/10, 1/10 and 1/10. */
    void growTo(int total) {
        int room = total - trials;
        largest = Math.min(Budget.TRIALS_LIMIT, total / 5);
        large = add(largest, 4 * room / 10);
        medium = add(largest / 10, 4 * room / 10);
        small = add(100, room / 10);
        add(20, total - trials);
        count();
        for (String table : columns.keySet()) {
            // Experiments were written several times over.
            String vacuum = table.equals("experiment") ? "vacuum full analyze " : "vacuum analyze ";
            jdbc.execute((postgres ? vacuum : "analyze table ") + table);
        }
    }

    /** Trials of the largest experiment. */
    int largest() {
        return largest;
    }

    /** The largest experiment that runs; a tenth of its trials waits. */
    UUID large() {
        return large;
    }

    /** One of a tenth of the largest's trials. */
    UUID medium() {
        return medium;
    }

    /** One of 100 trials. */
    UUID small() {
        return small;
    }

    /** What the tables take on the disk. */
    String sizes() {
        StringBuilder text = new StringBuilder(String.format("%nMegabytes with indexes, and bytes a row%n"));
        for (String table : columns.keySet()) {
            long rows = jdbc.queryForObject("select count(*) from " + table, Long.class);
            long bytes = jdbc.queryForObject("select pg_total_relation_size('" + table + "')", Long.class);
            text.append(String.format("%-12s %,12d rows %8d MB %6d%n", table, rows, bytes >> 20, bytes / rows));
        }
        return text.toString();
    }

    /** The first of them is running, the others have ended. */
    private UUID add(int size, int room) {
        UUID first = add(size, true);
        for (int left = room - size; left >= size; left -= size) {
            add(size, false);
        }
        return first;
    }

    /** @param running whether a tenth of its trials still waits and one pack trains */
    private UUID add(int size, boolean running) {
        UUID id = UUID.nameUUIDFromBytes(("experiment " + experiments++).getBytes());
        int ended = running ? size - Math.max(StoreContext.PACK_WIDTH, size / 10) : size;
        trials += size;
        Map<String, String> experiment = new LinkedHashMap<>();
        experiment.put("id", uuid(id));
        experiment.put("name", "'scale " + size + " no. " + experiments + "'");
        experiment.put("plan", "replace(t.plan, '\"maxTrials\":4,', '\"maxTrials\":" + size + ",')");
        experiment.put("state", running ? "'RUNNING'" : "'COMPLETED'");
        experiment.put("created_at", "t.created_at + " + experiments + " * interval '1' second");
        experiment.put(
                "finished_at", running ? "null" : "t.created_at + " + (size + experiments) + " * interval '1' second");
        experiment.put("running_since", running ? "t.running_since" : "null");
        experiment.put("change_number", String.valueOf(3 + size / StoreContext.PACK_WIDTH));
        experiment.put("trials_waiting", "0");
        copy("experiment", experiment, "", "t.id = " + uuid(template));
        Map<String, String> round = new LinkedHashMap<>();
        round.put("experiment_id", uuid(id));
        round.put("number", "x");
        round.put("first_trial", "(x - 1) * " + size / ROUNDS);
        round.put("trial_count", String.valueOf(size / ROUNDS));
        round.put("planned", String.valueOf(size / ROUNDS));
        copy("round", round, series(1, ROUNDS), "t.experiment_id = " + uuid(template) + " and t.number = 1");
        copy(
                "trial",
                trial(id, size, ended),
                series(0, size - 1),
                "t.experiment_id = " + uuid(template) + " and t.number = 0");
        measure(id, ended);
        return id;
    }

    private Map<String, String> trial(UUID id, int size, int ended) {
        String trains = "x < " + (ended + (ended < size ? StoreContext.PACK_WIDTH : 0));
        String done = "x < " + ended;
        String failed = "mod(x, 25) = 7";
        String completed = done + " and " + failed.replace("=", "<>");
        String round = "(1 + x * " + ROUNDS + " / " + size + ")";
        // Scores of 100 validation rows, better from round to round: as coarse, and as often equal, as real ones.
        String accuracy = "floor(20 + 15 * " + round + " + 25 * " + chance(7919) + ") / 100.0";
        Map<String, String> trial = new LinkedHashMap<>();
        trial.put("experiment_id", uuid(id));
        trial.put("number", "x");
        trial.put("round", round);
        trial.put("pack", "x / " + StoreContext.PACK_WIDTH);
        trial.put(
                "state",
                "case when not " + trains + " then 'WAITING' when not " + done + " then 'RUNNING' when " + failed
                        + " then 'FAILED' else 'COMPLETED' end");
        trial.put(
                "parameters",
                "'{\"learningRate\":' || power(10, -6 + 4 * " + chance(48271)
                        + ") || ',\"weightDecay\":' || power(10, -8 + 4 * " + chance(16807) + ") || '}'");
        trial.put("lane", when(trains, "mod(x / 8, 16)"));
        trial.put(
                "claimed_by",
                when(trains, "'worker-' || mod(x / 8, 4) || '/0b5b1c9e-" + experiments % 10 + "' || (x / 8)"));
        trial.put("attempt", when(trains, "1", "0"));
        trial.put("reason", when(done + " and " + failed, "'training loss became NaN in epoch 3'"));
        trial.put("started_at", when(trains, "t2.created_at + (x / 8) * interval '1' second"));
        trial.put("finished_at", when(done, "t2.created_at + (x / 8 + 5) * interval '1' second"));
        trial.put("epochs", String.valueOf(EPOCHS));
        trial.put("epochs_done", when(done, String.valueOf(EPOCHS), "0"));
        String metrics = "array[0.1 + " + chance(30011) + ", " + accuracy + " + 0.1, 0.2 + " + chance(10007) + ", "
                + accuracy + "]";
        trial.put("metrics", when(done, metrics));
        trial.put("best_metrics", when(done, metrics));
        trial.put("tie_value", when(done, "-0.2 - " + chance(10007)));
        trial.put("best_epoch", when(done, "1 + mod(x, " + EPOCHS + ")"));
        trial.put("objective_value", when(done, accuracy));
        trial.put("rank_value", when(completed, accuracy));
        trial.put("change_number", when(trains, "2 + x / " + StoreContext.PACK_WIDTH, "1"));
        return trial;
    }

    /** Every third trial that has ended. */
    private void measure(UUID id, int ended) {
        String accuracy = "epoch / 20.0 + " + chance(7919) + " / 2";
        jdbc.execute("insert into measurement (experiment_id, trial_number, epoch, metrics) select "
                + uuid(id) + ", x, epoch, "
                + packed("2.0 - " + accuracy, accuracy + " + 0.05", "2.1 - " + accuracy, accuracy) + " from "
                + series(0, ended - 1).substring(2) + ", "
                + series(1, EPOCHS).substring(2).replace("(x)", "2(epoch)")
                + " where mod(x, 3) = 0");
    }

    private String packed(String... values) {
        return postgres
                ? "float8send(" + String.join(") || float8send(", values) + ")"
                : "packed_doubles(" + String.join(", ", values) + ")";
    }

    private void count() {
        for (String state : List.of("waiting", "running", "completed", "failed")) {
            jdbc.update("update experiment set trials_" + state
                    + " = (select count(*) from trial where experiment_id = id and trial.state = '"
                    + state.toUpperCase(Locale.ROOT) + "')");
        }
        jdbc.update("""
                update experiment set (best_trial, best_value, best_tie) = (
                    select number, rank_value, tie_value from trial
                    where experiment_id = id and trial.state = 'COMPLETED' and rank_value is not null
                    order by rank_value desc, tie_value desc, number fetch first 1 row only)""");
    }

    private void copy(String table, Map<String, String> changed, String series, String where) {
        String values = String.join(
                ", ",
                columns.get(table).stream()
                        .map(column -> changed.getOrDefault(column, "t." + column))
                        .toList());
        String experiment = table.equals("trial") ? " join experiment t2 on t2.id = t.experiment_id" : "";
        jdbc.execute("insert into " + table + " (" + String.join(", ", columns.get(table)) + ") select " + values
                + " from " + table + " t" + experiment + series + " where " + where);
    }

    private List<String> columnsOf(String table) {
        return jdbc.query("select * from " + table + " where 1 = 0", rows -> {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        });
    }

    private String series(int from, int to) {
        return ", " + (postgres ? "generate_series" : "system_range") + "(" + from + ", " + to + ") as s(x)";
    }

    private static String when(String condition, String value) {
        return when(condition, value, "null");
    }

    private static String when(String condition, String value, String otherwise) {
        return "case when " + condition + " then " + value + " else " + otherwise + " end";
    }

    /** A number of [0, 1) that looks drawn. */
    private static String chance(int multiplier) {
        return "(mod(cast(x + 1 as bigint) * " + multiplier + ", 65537) / 65537.0)";
    }

    private static String uuid(UUID id) {
        return "cast('" + id + "' as uuid)";
    }
}
