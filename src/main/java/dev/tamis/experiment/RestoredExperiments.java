package dev.tamis.experiment;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.TableRules;
import dev.tamis.people.Names;
import dev.tamis.people.Visibility;
import dev.tamis.search.Prior;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What an archive's rows of this module must be, column by column. */
@Component
class RestoredExperiments implements TableRules {

    /** A century; nothing has run for longer. */
    private static final long LONGEST_MILLIS = 100L * 366 * 24 * 3600 * 1000;

    /** Counted one by one: there is room for as many again, and JavaScript reads them. */
    private static final long MOST_CHANGES = 1_000_000_000_000_000L;

    private static final long MOST_TRIES = 1_000_000_000;

    /** Far beyond what anybody trains. */
    private static final double MOST_WORK = 1e30;

    private final JdbcTemplate jdbc;
    private final WorkQueue queue;
    private final RestoredTogether together;

    RestoredExperiments(JdbcTemplate jdbc, WorkQueue queue) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.together = new RestoredTogether(jdbc);
    }

    /** Whatever tasks an archive brings: what runs goes on, and what was asked for is done. */
    @Override
    public void restored() {
        jdbc.query("select id, run, owner, plan, confirmation from experiment where state = 'RUNNING'", row -> {
            Plan plan = StoredJson.read(row.getString(4), Plan.class);
            WorkQueue.Claimant claimant =
                    new WorkQueue.Claimant(row.getString(3), plan.terms().priority());
            if (ConfirmationState.UNDER_WAY.name().equals(row.getString(5))) {
                queue.confirm(row.getObject(1, UUID.class), row.getInt(2), claimant);
            } else {
                queue.reopen(row.getObject(1, UUID.class), row.getInt(2), claimant);
            }
        });
        jdbc.query("""
                select e.id, e.owner from experiment e join final_evaluation f on f.experiment_id = e.id
                where f.state = 'WAITING'""", row -> {
            queue.evaluate(row.getObject(1, UUID.class), row.getString(2));
        });
    }

    @Override
    public void checkTogether() {
        together.check();
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.ofEntries(
                Map.entry("search_space", searchSpace()),
                Map.entry("experiment", experiment()),
                Map.entry("round", round()),
                Map.entry("trial", trial()),
                Map.entry("measurement", measurement()),
                Map.entry("enqueued_point", enqueuedPoint()),
                Map.entry("enqueue_request", enqueueRequest()),
                Map.entry("final_evaluation", finalEvaluation()),
                Map.entry("final_network", finalNetwork()),
                Map.entry("confirmation", confirmation()),
                Map.entry("experiment_removal", new ColumnRules().any("experiment_id", "removed_at")),
                Map.entry("prior", prior()));
    }

    private static ColumnRules searchSpace() {
        return named().any("id", "created_at", "idempotency_key")
                .readable("a search space", String.class, RestoredExperiments::space, "space");
    }

    private static ColumnRules experiment() {
        return named().any("id", "reason", "created_at", "finished_at", "running_since", "idempotency_key")
                .person("dataset_owner")
                .any("uploaded_dataset", "awaiting_approval", "work_weighed")
                .any("waits_for", "waits_for_memory", "best_tie")
                .as(Double.class, RestoredExperiments::requireNumber, "best_value", "progress_value")
                .oneOf(ExperimentState.class, "state")
                .oneOf(ConfirmationState.class, "confirmation")
                .atLeast(0, "repeats_planned", "repeats_ended")
                .readable("a plan", String.class, RestoredExperiments::plan, "plan")
                .as(
                        Long.class,
                        millis -> ColumnRules.require(
                                millis >= 0 && millis <= LONGEST_MILLIS,
                                "must be 0 or more, and at most a century",
                                millis),
                        "ran_for_millis")
                .atLeast(0, "lanes", "planned_bytes")
                .between(0, MOST_CHANGES, "change_number", "version")
                .between(0, MOST_TRIES, "run")
                .atLeast(0, "trials_waiting", "trials_running", "trials_completed", "trials_pruned")
                .atLeast(0, "trials_failed", "trials_cancelled", "progress_ended", "best_trial")
                .as(Double.class, RestoredExperiments::requireWork, "work_drawn", "work_left", "work_done");
    }

    private static ColumnRules round() {
        return new ColumnRules()
                .any("experiment_id", "origin", "rolled_back", "created_at", "finished_at", "idempotency_key")
                .readable("a search space", String.class, RestoredExperiments::space, "space", "requested_space")
                .atLeast(1, "number", "parent")
                .atLeast(0, "first_trial", "trial_count", "planned");
    }

    private static ColumnRules trial() {
        return new ColumnRules()
                .any("experiment_id", "claimed_by", "alone", "reason", "started_at", "finished_at")
                .any("pack")
                .as(String.class, RestoredExperiments::requireNote, "note")
                .as(
                        Double.class,
                        RestoredExperiments::requireWork,
                        "epoch_work",
                        "training_seconds",
                        "objective_spread")
                .as(Double.class, RestoredExperiments::requireNumber, "objective_value", "rank_value", "tie_value")
                .oneOf(TrialState.class, "state")
                .oneOf(AtBarrier.class, "barrier")
                .readable("a point", String.class, text -> StoredJson.read(text, Parameters.class), "parameters")
                .as(Double[].class, RestoredExperiments::requireWhole, "metrics")
                .as(Double[].class, RestoredExperiments::requireNumbers, "best_metrics")
                .atLeast(0, "number", "lane")
                .between(0, MOST_CHANGES, "change_number")
                .between(0, MOST_TRIES, "attempt", "deaths", "strikes")
                .atLeast(0, "epochs", "epochs_done", "epochs_kept", "weights", "violation")
                .atLeast(1, "round", "best_epoch", "objective_epoch");
    }

    private static ColumnRules measurement() {
        return new ColumnRules()
                .any("experiment_id")
                .atLeast(0, "trial_number")
                .atLeast(1, "epoch")
                .readable("packed numbers", byte[].class, PackedDoubles::read, "metrics", "iteration_losses");
    }

    private static ColumnRules enqueuedPoint() {
        return new ColumnRules()
                .any("experiment_id")
                .as(String.class, RestoredExperiments::requireNote, "note")
                .atLeast(0, "place")
                .readable("a point", String.class, text -> StoredJson.read(text, Parameters.class), "parameters");
    }

    private static ColumnRules enqueueRequest() {
        return new ColumnRules()
                .any("experiment_id", "idempotency_key", "body")
                .readable("numbers", String.class, text -> StoredJson.read(text, int[].class), "numbers");
    }

    private static ColumnRules prior() {
        return new ColumnRules()
                .any("experiment_id")
                .readable("earlier trials", String.class, text -> StoredJson.read(text, Prior.class), "trials");
    }

    private static ColumnRules finalEvaluation() {
        return new ColumnRules()
                .any("experiment_id", "reason", "requested_at", "finished_at")
                .oneOf(FinalEvaluation.State.class, "state")
                .atLeast(0, "trial_number", "epochs")
                .atLeast(1, "seeds", "test_size");
    }

    private static ColumnRules finalNetwork() {
        return new ColumnRules()
                .any("experiment_id", "train_accuracy", "test_loss")
                .atLeast(0, "number", "test_correct");
    }

    private static ColumnRules confirmation() {
        return new ColumnRules()
                .any("experiment_id", "pack", "reason")
                .oneOf(Repeat.State.class, "state")
                .as(Double.class, RestoredExperiments::requireWork, "work")
                .as(Double.class, RestoredExperiments::requireNumber, "objective_value")
                .atLeast(0, "trial_number", "place")
                .atLeast(1, "repetition", "epochs");
    }

    /** What people see of each other's. */
    private static ColumnRules named() {
        return new ColumnRules()
                .person("owner")
                .oneOf(Visibility.class, "visibility")
                .as(
                        String.class,
                        name -> ColumnRules.require(
                                Plan.isName(name),
                                "must have 1 to 200 characters, not only blanks and no controls",
                                name),
                        "name");
    }

    private static void requireNote(String note) {
        ColumnRules.require(!Shown.holdsControls(note), "must have no characters that control how it is shown", note);
    }

    /** Products and sums of these must be numbers. */
    private static void requireWork(Double work) {
        ColumnRules.require(work >= 0 && work <= MOST_WORK, "must be 0 or more, and at most " + MOST_WORK, work);
    }

    private static Plan plan(String text) {
        Plan plan = StoredJson.read(text, Plan.class);
        plan.uploadedDataset().map(DatasetChoice::owner).ifPresent(Names::checked);
        return plan;
    }

    private static SearchSpace space(String text) {
        return StoredJson.read(text, SearchSpace.class);
    }

    private static void requireNumber(Double value) {
        ColumnRules.require(Double.isFinite(value), "must be a finite number", value);
    }

    /** What a trial measured last may be none: it has diverged. */
    private static void requireNumbers(Double[] values) {
        requireWhole(values);
        Arrays.stream(values).forEach(RestoredExperiments::requireNumber);
    }

    private static void requireWhole(Double[] values) {
        ColumnRules.require(
                Arrays.stream(values).allMatch(Objects::nonNull),
                "must have a value of each metric",
                Arrays.asList(values));
    }
}
