package dev.tamis.experiment;

import dev.tamis.quota.Disk;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** What clients do with experiments. Every change is one transaction. */
@Component
public class Experiments {

    /** The id of an experiment that is not stored. */
    private static final UUID NOBODYS = new UUID(0, 0);

    private final ExperimentRows experiments;
    private final RoundStart roundStart;
    private final Trials trials;
    private final WorkQueue queue;
    private final DatasetHold datasets;
    private final Removals removals;
    private final Disk disk;
    private final TransactionOperations transactions;
    private final Clock clock;

    Experiments(
            ExperimentRows experiments,
            RoundStart roundStart,
            Trials trials,
            WorkQueue queue,
            DatasetHold datasets,
            Removals removals,
            Disk disk,
            TransactionOperations transactions,
            Clock clock) {
        this.experiments = experiments;
        this.roundStart = roundStart;
        this.trials = trials;
        this.queue = queue;
        this.datasets = datasets;
        this.removals = removals;
        this.disk = disk;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Whether a submission made a new experiment or met its own earlier one.
     *
     * @param experiment as it is now
     * @param created false where the idempotency key had been seen
     */
    public record Submission(Experiment experiment, boolean created) {}

    /**
     * Stores an experiment with its first round and all of that round's trials, and lets workers take them: all or nothing.
     *
     * @param idempotencyKey the same key with the same plan gives the first submission's experiment
     * @throws IdempotencyConflict if the key was used with another plan
     * @throws InvalidField {@code dataset.name}: an uploaded dataset that has been removed since the plan was made
     * @throws Disk.Full if there is hardly room on the disk
     */
    public Submission submit(Plan plan, Optional<String> idempotencyKey) {
        Optional<Submission> earlier = idempotencyKey.flatMap(key -> earlier(key, plan));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return transactions.execute(status -> new Submission(create(plan, idempotencyKey.orElse(null)), true));
        } catch (DataIntegrityViolationException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey.flatMap(key -> earlier(key, plan)).orElseThrow(() -> raced);
        }
    }

    /**
     * What a submission would make.
     *
     * @param experiment as it would be at first; nobody has stored it, and its id is all zeros
     */
    public record Preview(Experiment experiment, Size size) {}

    /**
     * Checks all that {@link #submit} checks, and stores nothing.
     *
     * @throws InvalidField as {@link #submit}
     */
    public Preview preview(Plan plan) {
        return transactions.execute(status -> {
            status.setRollbackOnly();
            check(plan);
            Experiment experiment = new Experiment(NOBODYS, plan, null, now());
            return new Preview(experiment, roundStart.preview(experiment));
        });
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public Experiment get(UUID id) {
        return experiments.findById(id).orElseThrow(() -> new NotFound("experiment", id));
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public void requireExisting(UUID id) {
        if (!experiments.existsById(id)) {
            throw new NotFound("experiment", id);
        }
    }

    /** Of those experiments that there are, a number that is another after each change to them or to one of their trials. */
    @Transactional(readOnly = true)
    public Map<UUID, Long> versions(Collection<UUID> ids) {
        return experiments.versions(ids).stream()
                .collect(Collectors.toMap(ExperimentRows.Version::id, ExperimentRows.Version::version));
    }

    /** Of the experiment, if there is one: at a fraction of the cost of reading it. */
    @Transactional(readOnly = true)
    public Optional<Revision> revision(UUID id) {
        return experiments.revision(id);
    }

    /** Of the experiments that {@link #page} would read, in their order. */
    @Transactional(readOnly = true)
    public Page<Revision> revisions(Optional<ExperimentState> state, String text, Pageable page) {
        return search(state, text, page);
    }

    /**
     * Experiments in a state (any, where empty) whose names contain a text, case ignored.
     *
     * @param told hears, before they are read, of the characters of JSON that the page's plans are; throws to refuse
     */
    @Transactional(readOnly = true)
    public Page<Experiment> page(Optional<ExperimentState> state, String text, Pageable page, LongConsumer told) {
        Page<UUID> ids = search(state, text, page).map(Revision::id);
        return new PageBytes(told).read(ids, experiments::characters, experiments::findAllById, Experiment::id);
    }

    /**
     * Takes all trials back from the workers, who notice within an epoch; what was half trained starts again on resume.
     *
     * @throws IllegalTransition unless the experiment is running
     */
    @Transactional
    public Experiment pause(UUID id) {
        return change(id, (experiment, now) -> {
            experiment.pause(now);
            trials.takeBack(experiment, ClaimedBy.anybody());
        });
    }

    /** @throws IllegalTransition unless the experiment is paused */
    @Transactional
    public Experiment resume(UUID id) {
        return change(id, (experiment, now) -> {
            experiment.resume(now);
            experiment.nextChange();
            queue.open(id, experiment.run(), experiment.plan().terms().priority());
        });
    }

    /**
     * Ends the experiment; trials that have not ended become CANCELLED.
     *
     * @throws IllegalTransition if it has ended already
     */
    @Transactional
    public Experiment cancel(UUID id) {
        return change(id, (experiment, now) -> {
            experiment.cancel(now);
            trials.endUnfinished(experiment, new End.Cancelled("the experiment was cancelled"), now);
        });
    }

    /**
     * Removes an experiment with all its trials and measurements, whose rows are cleared away later ({@link Removals}); workers
     * that train one of them stop within an epoch.
     */
    @Transactional
    public void delete(UUID id) {
        experiments.delete(locked(id));
        removals.add(id);
    }

    /**
     * Names of experiments that still need an uploaded dataset: those that have not ended, and those whose final evaluation waits.
     *
     * @param most how many at most
     */
    @Transactional(readOnly = true)
    public List<String> needing(String dataset, int most) {
        return experiments.needing(dataset, Limit.of(most));
    }

    private Page<Revision> search(Optional<ExperimentState> state, String text, Pageable page) {
        String escaped = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return experiments.search(state.orElse(null), escaped.isEmpty() ? "" : "%" + escaped + "%", page);
    }

    private Experiment change(UUID id, BiConsumer<Experiment, Instant> transition) {
        Experiment experiment = locked(id);
        transition.accept(experiment, now());
        return experiment;
    }

    private Experiment locked(UUID id) {
        return experiments.lock(id).orElseThrow(() -> new NotFound("experiment", id));
    }

    /** Before anything is drawn. */
    private void check(Plan plan) {
        disk.requireRoom();
        StorageLimits.check(plan, plan.model().searched(), "budget.maxTrials");
        requireDataset(plan);
    }

    private void requireDataset(Plan plan) {
        if (plan.dataset() != null && datasets.testRows(plan.dataset()).isEmpty()) {
            throw new InvalidField(
                    "dataset.name",
                    FieldCode.NOT_FOUND,
                    "the dataset " + plan.dataset().name() + " was removed a moment ago");
        }
    }

    private Experiment create(Plan plan, String idempotencyKey) {
        check(plan);
        Instant now = now();
        Experiment experiment = new Experiment(UUID.randomUUID(), plan, idempotencyKey, now);
        roundStart.first(experiment, now);
        return experiment;
    }

    private Optional<Submission> earlier(String key, Plan plan) {
        return experiments.findByIdempotencyKey(key).map(experiment -> {
            if (!experiment.plan().equals(plan)) {
                throw new IdempotencyConflict(key);
            }
            return new Submission(experiment, false);
        });
    }

    /** Databases keep microseconds; what we answer before and after a read must be the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
