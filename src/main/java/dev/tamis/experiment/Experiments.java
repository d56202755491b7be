package dev.tamis.experiment;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
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

/**
 * What clients do with experiments. Every change is one transaction. Who asks is the first argument: what they do not see is not there
 * ({@link NotFound}), and what they see and may not change is refused ({@link dev.tamis.people.NotAllowed}).
 */
@Component
public class Experiments {

    /** The id of an experiment that is not stored. */
    private static final UUID NOBODYS = new UUID(0, 0);

    private final ExperimentRows experiments;
    private final ExperimentPages pages;
    private final RoundStart roundStart;
    private final Trials trials;
    private final WorkQueue queue;
    private final DatasetHold datasets;
    private final Removals removals;
    private final Admission admission;
    private final EarlierTrials earlier;
    private final TransactionOperations transactions;
    private final Clock clock;

    Experiments(
            ExperimentRows experiments,
            ExperimentPages pages,
            RoundStart roundStart,
            Trials trials,
            WorkQueue queue,
            DatasetHold datasets,
            Removals removals,
            Admission admission,
            EarlierTrials earlier,
            TransactionOperations transactions,
            Clock clock) {
        this.experiments = experiments;
        this.pages = pages;
        this.roundStart = roundStart;
        this.trials = trials;
        this.queue = queue;
        this.datasets = datasets;
        this.removals = removals;
        this.admission = admission;
        this.earlier = earlier;
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
     * @param by whose it is
     * @param visibility at first; no part of what the key stands for, as it may have been changed since
     * @param idempotencyKey the same person's same key with the same plan gives the first submission's experiment
     * @throws IdempotencyConflict if the key was used with another plan
     * @throws InvalidField {@code dataset.name}: an uploaded dataset that has been removed since the plan was made
     * @throws dev.tamis.quota.QuotaExceeded if it would be too much for them, or for all together
     * @throws dev.tamis.quota.Disk.Full if there is hardly room on the disk
     */
    public Submission submit(Subject by, Visibility visibility, Plan plan, Optional<String> idempotencyKey) {
        by.require(Role.SUBMITTER);
        Optional<Submission> earlier = idempotencyKey.flatMap(key -> earlier(by, key, plan));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return transactions.execute(
                    status -> new Submission(create(by, visibility, plan, idempotencyKey.orElse(null)), true));
        } catch (DataIntegrityViolationException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey.flatMap(key -> earlier(by, key, plan)).orElseThrow(() -> raced);
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
    public Preview preview(Subject by, Visibility visibility, Plan plan) {
        by.require(Role.SUBMITTER);
        return transactions.execute(status -> {
            status.setRollbackOnly();
            check(by.name(), plan);
            Experiment experiment = new Experiment(NOBODYS, Possession.of(by, visibility), plan, null, now());
            return new Preview(experiment, roundStart.preview(experiment, earlier.of(by, plan)));
        });
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public Experiment get(Subject by, UUID id) {
        return experiments.get(by, id);
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public void requireExisting(Subject by, UUID id) {
        experiments.require(by, id);
    }

    /** Of those experiments that there are, whosever, a number that is another after each change to them or to one of their trials. */
    @Transactional(readOnly = true)
    public Map<UUID, Long> versions(Collection<UUID> ids) {
        return experiments.versions(ids).stream()
                .collect(Collectors.toMap(ExperimentRows.Version::id, ExperimentRows.Version::version));
    }

    /** Of the experiment, if there is one: at a fraction of the cost of reading it. */
    @Transactional(readOnly = true)
    public Optional<Revision> revision(Subject by, UUID id) {
        return experiments.revision(by, id);
    }

    /** Of the experiments that {@link #page} would read, in their order. */
    @Transactional(readOnly = true)
    public Page<Revision> revisions(Subject by, ExperimentFilter filter, Pageable page) {
        return pages.page(by, filter, page);
    }

    /**
     * Some of the experiments that somebody sees.
     *
     * @param told hears, before they are read, of the characters of JSON that the page's plans are; throws to refuse
     */
    @Transactional(readOnly = true)
    public Page<Experiment> page(Subject by, ExperimentFilter filter, Pageable page, LongConsumer told) {
        Page<UUID> ids = pages.page(by, filter, page).map(Revision::id);
        return new PageBytes(told).read(ids, experiments::characters, experiments::findAllById, Experiment::id);
    }

    /**
     * Changes of an experiment what no result depends on, whatever state it is in.
     *
     * @param visibility as it is, where empty
     */
    @Transactional
    public Experiment change(Subject by, UUID id, Optional<Visibility> visibility) {
        return change(
                by,
                id,
                (experiment, now) -> visibility
                        .filter(other -> other != experiment.visibility())
                        .ifPresent(other -> {
                            experiment.show(other);
                            experiment.nextChange();
                        }));
    }

    /**
     * Takes all trials back from the workers, who notice within an epoch; what was half trained starts again on resume.
     *
     * @throws IllegalTransition unless the experiment is running
     */
    @Transactional
    public Experiment pause(Subject by, UUID id) {
        return change(by, id, (experiment, now) -> {
            experiment.pause(now);
            trials.takeBack(experiment, ClaimedBy.anybody());
        });
    }

    /** @throws IllegalTransition unless the experiment is paused */
    @Transactional
    public Experiment resume(Subject by, UUID id) {
        return change(by, id, (experiment, now) -> {
            experiment.resume(now);
            experiment.nextChange();
            if (experiment.isConfirming()) {
                queue.confirm(id, experiment.run(), experiment.claimant());
            } else {
                queue.open(id, experiment.run(), experiment.claimant());
            }
        });
    }

    /**
     * Ends the experiment; trials that have not ended become CANCELLED.
     *
     * @throws IllegalTransition if it has ended already
     */
    @Transactional
    public Experiment cancel(Subject by, UUID id) {
        return change(by, id, (experiment, now) -> {
            experiment.cancel(now);
            trials.endUnfinished(experiment, new End.Cancelled("the experiment was cancelled"), now);
        });
    }

    /**
     * Removes an experiment with all its trials and measurements, whose rows are cleared away later ({@link Removals}); workers
     * that train one of them stop within an epoch.
     */
    @Transactional
    public void delete(Subject by, UUID id) {
        experiments.delete(experiments.lockForChange(by, id));
        removals.add(id);
    }

    /**
     * Experiments that still need a dataset.
     *
     * @param names of some of those that one sees
     * @param others how many more there are
     */
    public record Needing(List<String> names, long others) {}

    /**
     * Whosever experiments still need an uploaded dataset: those that have not ended, and those whose final evaluation waits.
     *
     * @param owner the dataset's
     * @param most how many to name at most
     */
    @Transactional(readOnly = true)
    public Needing needing(Subject by, String owner, String dataset, int most) {
        List<String> names = experiments.needing(by, owner, dataset, Limit.of(most));
        return new Needing(names, experiments.countNeeding(owner, dataset) - names.size());
    }

    private Experiment change(Subject by, UUID id, BiConsumer<Experiment, Instant> transition) {
        Experiment experiment = experiments.lockForChange(by, id);
        transition.accept(experiment, now());
        return experiment;
    }

    /** Before anything is drawn. */
    private void check(String owner, Plan plan) {
        StorageLimits.check(plan, plan.model().searched(), "budget.maxTrials");
        admission.check(owner, StorageLimits.bytes(plan));
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

    private Experiment create(Subject by, Visibility visibility, Plan plan, String idempotencyKey) {
        Possession possession = Possession.of(by, visibility);
        check(possession.owner(), plan);
        EarlierTrials.Taken taken = earlier.of(by, plan);
        Instant now = now();
        Experiment experiment = new Experiment(UUID.randomUUID(), possession, plan, idempotencyKey, now);
        roundStart.first(experiment, taken, now);
        experiments.flush();
        admission.confirm(possession.owner(), StorageLimits.bytes(plan));
        return experiment;
    }

    private Optional<Submission> earlier(Subject by, String key, Plan plan) {
        return experiments.findByOwnerAndIdempotencyKey(by.name(), key).map(experiment -> {
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
