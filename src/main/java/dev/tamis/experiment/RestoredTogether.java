package dev.tamis.experiment;

import dev.tamis.backup.MeaninglessRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an archive's rows of this module must be together: what answers take for granted of what one row says of another. */
final class RestoredTogether {

    /** @param query for the ids of experiments of which it does not hold @param rule as what follows the column's name */
    record Check(String table, String column, String rule, String query) {}

    private static final List<Check> CHECKS = List.of(
            new Check("round", "number", "must be 1, 2, 3, ... for one or more rounds", """
                    select e.id from experiment e left join (select experiment_id, count(*) there, min(number) lowest,
                        max(number) highest from round group by experiment_id) r on r.experiment_id = e.id
                    where there is null or lowest <> 1 or highest <> there"""),
            new Check("trial", "round", "must be a round of its experiment", """
                    select t.experiment_id from trial t join experiment e on e.id = t.experiment_id
                    where not exists (select 1 from round r where r.experiment_id = t.experiment_id and r.number = t.round)"""),
            new Check("experiment", "best_trial", "must be a completed trial, with its value", """
                    select e.id from experiment e where e.best_trial is not null and (e.best_value is null or not exists (
                        select 1 from trial t where t.experiment_id = e.id and t.number = e.best_trial
                            and t.state = 'COMPLETED'))"""),
            new Check("trial", "violation", "must be 0 unless it has completed, and of the best trial", """
                    select t.experiment_id from trial t join experiment e on e.id = t.experiment_id
                    where t.violation > 0 and (t.state <> 'COMPLETED' or t.number = e.best_trial)"""),
            new Check("measurement", "iteration_losses", "must be there where the plan keeps them", """
                    select m.experiment_id from measurement m join experiment e on e.id = m.experiment_id
                    where m.iteration_losses is null and e.plan like '%"curve":"ITERATION"%'"""),
            new Check("confirmation", "trial_number", "must be a completed trial of its experiment", """
                    select c.experiment_id from confirmation c where not exists (select 1 from trial t
                        where t.experiment_id = c.experiment_id and t.number = c.trial_number and t.state = 'COMPLETED')"""),
            new Check("confirmation", "objective_value", "must be there if it has completed, and only then", """
                    select experiment_id from confirmation where (state = 'COMPLETED') <> (objective_value is not null)"""),
            new Check(
                    "confirmation",
                    "repetition",
                    "must be 1, 2, ... of each trial, and as many of all of an experiment",
                    """
                    select experiment_id from (select experiment_id, count(*) there, max(repetition) highest from confirmation
                        group by experiment_id, trial_number) c
                    group by experiment_id having min(there) <> max(there) or max(highest) <> max(there)"""),
            new Check("final_evaluation", "trial_number", "must be a trial of its experiment", """
                    select f.experiment_id from final_evaluation f where not exists (
                        select 1 from trial t where t.experiment_id = f.experiment_id and t.number = f.trial_number)"""),
            new Check("final_evaluation", "test_size", "must be there once it has completed", """
                    select experiment_id from final_evaluation where state = 'COMPLETED' and test_size is null"""),
            new Check("final_network", "number", "must be 0, 1, 2, ... for as many as there are seeds", """
                    select f.experiment_id from final_evaluation f left join (select experiment_id, count(*) there,
                        max(number) highest from final_network group by experiment_id) n on n.experiment_id = f.experiment_id
                    where (f.state = 'COMPLETED' and coalesce(there, 0) <> f.seeds) or highest <> there - 1"""),
            new Check("final_network", "test_correct", "must be at most the evaluation's test_size", """
                    select n.experiment_id from final_network n join final_evaluation f on f.experiment_id = n.experiment_id
                    where f.test_size is null or n.test_correct > f.test_size"""));

    private final JdbcTemplate jdbc;

    RestoredTogether(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws MeaninglessRow if something of it contradicts something else */
    void check() {
        CHECKS.forEach(this::check);
        RestoredCounts.all().forEach(this::check);
        Map<UUID, Long> besidePlans = besidePlans();
        Map<UUID, Integer> metrics = new HashMap<>();
        RestoredPoints points = new RestoredPoints(jdbc);
        jdbc.query("""
                select id, plan, planned_bytes, (select count(*) from round r where r.experiment_id = e.id), uploaded_dataset,
                    dataset_owner
                from experiment e""", row -> {
            UUID id = row.getObject(1, UUID.class);
            Plan plan = StoredJson.read(row.getString(2), Plan.class);
            metrics.put(id, plan.metrics().all().size());
            points.of(id, plan);
            requireDataset(id, plan.uploadedDataset(), row.getString(5), row.getString(6));
            if (row.getInt(4) > plan.terms().rounds().count()) {
                throw contradiction("round", id, "number", "must be at most the rounds of the plan");
            }
            if (row.getLong(3) - besidePlans.getOrDefault(id, 0L) > StorageLimits.bytes(plan)) {
                throw contradiction(
                        "experiment",
                        id,
                        "planned_bytes",
                        "must be at most what its plan can come to store, and what was asked for since");
            }
        });
        checkMeasured(metrics);
        points.check();
    }

    private void check(Check each) {
        List<UUID> contradicted = jdbc.queryForList(each.query() + " limit 1", UUID.class);
        if (!contradicted.isEmpty()) {
            throw contradiction(each.table(), contradicted.get(0), each.column(), each.rule());
        }
    }

    /** Which dataset is held for it is looked up by these, and what it trains on by the plan. */
    private static void requireDataset(UUID id, Optional<DatasetChoice> planned, String name, String owner) {
        if (!planned.map(DatasetChoice::name).equals(Optional.ofNullable(name))) {
            throw contradiction("experiment", id, "uploaded_dataset", "must be that of the plan");
        }
        if (!planned.map(DatasetChoice::owner).equals(Optional.ofNullable(owner))) {
            throw contradiction("experiment", id, "dataset_owner", "must be that of the plan");
        }
    }

    /** What is kept of points that somebody chose, by experiment. */
    private Map<UUID, Long> besidePlans() {
        Map<UUID, Long> bytes = new HashMap<>();
        jdbc.query("select experiment_id, body, numbers from enqueue_request", row -> {
            int points = StoredJson.read(row.getString(3), int[].class).length;
            bytes.merge(
                    row.getObject(1, UUID.class),
                    StorageLimits.bytes(points, "", Optional.of(row.getString(2))),
                    Long::sum);
        });
        for (String table : List.of("trial", "enqueued_point")) {
            jdbc.query("select experiment_id, note from " + table + " where note is not null and note <> ''", row -> {
                bytes.merge(
                        row.getObject(1, UUID.class),
                        StorageLimits.bytes(1, row.getString(2), Optional.empty()),
                        Long::sum);
            });
        }
        return bytes;
    }

    private void checkMeasured(Map<UUID, Integer> metrics) {
        String rule = "must have a value for each metric of the plan";
        jdbc.query("""
                select distinct experiment_id, cardinality(metrics), cardinality(best_metrics) from trial
                where metrics is not null or best_metrics is not null""", row -> {
            UUID id = row.getObject(1, UUID.class);
            Integer expected = metrics.get(id);
            for (int column = 2; column <= 3; column++) {
                int found = row.getInt(column);
                if (expected != null && !row.wasNull() && found != expected) {
                    throw contradiction("trial", id, column == 2 ? "metrics" : "best_metrics", rule);
                }
            }
        });
        jdbc.query("select distinct experiment_id, octet_length(metrics) from measurement", row -> {
            UUID id = row.getObject(1, UUID.class);
            Integer expected = metrics.get(id);
            if (expected != null && row.getInt(2) != expected * Double.BYTES) {
                throw contradiction("measurement", id, "metrics", rule);
            }
        });
    }

    static MeaninglessRow contradiction(String table, UUID experiment, String column, String rule) {
        return MeaninglessRow.of("a row of " + table + ", of the experiment " + experiment + ",", column, rule);
    }
}
