package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import java.util.Locale;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database as an older version of the service has left it, which the next context on it has to migrate. */
final class OldDatabase {

    private final JdbcTemplate jdbc;

    private OldDatabase(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param version the newest migration that it has seen */
    static OldDatabase at(String version, String url, String user) {
        var dataSource = new DriverManagerDataSource(url, user, "");
        Flyway.configure().dataSource(dataSource).target(version).load().migrate();
        return new OldDatabase(new JdbcTemplate(dataSource));
    }

    /** An experiment since 2026-01-01 with one round and no trial. */
    UUID experiment(Plan plan, ExperimentState state) {
        UUID id = UUID.randomUUID();
        jdbc.update("""
                insert into experiment (id, name, state, plan, created_at, ran_for_millis, running_since, run, lanes,
                    awaiting_approval, change_number, trials_waiting, trials_running, trials_completed, trials_pruned,
                    trials_failed, trials_cancelled)
                values (?, ?, ?, ?, timestamp with time zone '2026-01-01 00:00:00+00', 0,
                    timestamp with time zone '2026-01-01 00:00:00+00', 1, 1, false, 1, 0, 0, 0, 0, 0, 0)""", id, plan.name(), state.name(), asItWas(plan));
        jdbc.update("""
                insert into round (experiment_id, number, space, first_trial, trial_count, origin, rolled_back, created_at)
                values (?, 1, ?, 0, ?, 'as submitted', false, timestamp with time zone '2026-01-01 00:00:00+00')""", id, StoredJson.write(plan.model().searched()), plan.trialsOf(1));
        return id;
    }

    UUID searchSpace(SearchSpace space) {
        UUID id = UUID.randomUUID();
        jdbc.update(
                "insert into search_space (id, name, space, created_at) values (?, 'old', ?, current_timestamp)",
                id,
                StoredJson.write(space));
        return id;
    }

    private static String asItWas(Plan plan) {
        return StoredJson.write(plan)
                .replace("\"metric\":\"validationLoss\"", "\"metric\":\"VALIDATION_LOSS\"")
                .replace("\"metric\":\"validationAccuracy\"", "\"metric\":\"VALIDATION_ACCURACY\"");
    }

    /** A trial of a learning rate of 0.01, counted. @param epochsDone of 10 */
    void trial(UUID experiment, int number, TrialState state, int epochsDone) {
        jdbc.update("""
                insert into trial (experiment_id, number, round, pack, state, parameters, attempt, deaths, epochs, epochs_done,
                    change_number)
                values (?, ?, 1, ?, ?, '{"learningRate":0.01}', 0, 0, 10, ?, 1)""", experiment, number, number, state.name(), epochsDone);
        String counter = "trials_" + state.name().toLowerCase(Locale.ROOT);
        jdbc.update("update experiment set " + counter + " = " + counter + " + 1 where id = ?", experiment);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }
}
