package dev.tamis.experiment;

import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks for, and keeps, the one score on test data that an experiment gets. */
@Component
public class FinalEvaluations {

    private final ExperimentRows experiments;
    private final TrialRows trials;
    private final FinalEvaluationRows rows;
    private final EntityManager entities;
    private final WorkQueue queue;
    private final DatasetHold datasets;
    private final Clock clock;

    FinalEvaluations(
            ExperimentRows experiments,
            TrialRows trials,
            FinalEvaluationRows rows,
            EntityManager entities,
            WorkQueue queue,
            DatasetHold datasets,
            Clock clock) {
        this.experiments = experiments;
        this.trials = trials;
        this.rows = rows;
        this.entities = entities;
        this.queue = queue;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * What a worker needs to do it.
     *
     * @param plan of the experiment
     * @param networks the best trial, to be trained again up to the step that won or is restored, each time with other seeds; the first with its own
     */
    public record Assignment(Plan plan, List<Retraining> networks) {}

    /**
     * A trial that is trained once more.
     *
     * @param parameters the point that was drawn
     * @param epochs how many
     * @param own seed of the trial's own randomness
     * @param batches seed of the order of the rows
     */
    public record Retraining(int trialNumber, Parameters parameters, int epochs, Seed own, Seed batches) {}

    /**
     * Asks for the evaluation, unless somebody has: then it is the earlier one, for test data are looked at once.
     *
     * @param seeds how many networks to train, each with a seed of its own; 1, or as many as the earlier one has, where empty
     * @throws InvalidField {@code seeds}: less than 1 or more than {@link FinalEvaluation#SEEDS_LIMIT}
     * @throws NotYet if the experiment goes on, no trial of it completed, or its dataset has no test rows or is gone; also if the
     *     earlier one has another number of seeds, for a further look at the test rows is no option
     */
    @Transactional
    public FinalEvaluation request(Subject by, UUID experimentId, OptionalInt seeds) {
        check(seeds);
        Experiment experiment = experiments.lockForChange(by, experimentId);
        Optional<FinalEvaluation> earlier = rows.findById(experimentId);
        if (earlier.isPresent()) {
            return asAsked(earlier.get(), seeds);
        }
        if (!experiment.state().isFinal()) {
            throw new NotYet(
                    NotYet.Why.EXPERIMENT_NOT_ENDED,
                    "The experiment is " + experiment.state()
                            + "; its best trial can be evaluated once it has ended, for test data are looked at only once.");
        }
        int winner = experiment
                .bestTrial()
                .orElseThrow(() -> new NotYet(
                        NotYet.Why.NO_COMPLETED_TRIAL,
                        "No trial of the experiment completed"
                                + (experiment.plan().constraints().isEmpty() ? "" : " and keeps to the constraints")
                                + "; there is none to evaluate."));
        requireTestRows(experiment.plan());
        Trial trial = trials.findById(new Trial.Id(experimentId, winner)).orElseThrow();
        FinalEvaluation evaluation = new FinalEvaluation(
                experimentId,
                winner,
                epochs(experiment.plan(), trial),
                seeds.orElse(1),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        entities.persist(evaluation);
        queue.evaluate(experimentId, experiment.owner());
        return evaluation;
    }

    /** Up to the step that won; or, of one that is trained for its best step, up to that. */
    private static int epochs(Plan plan, Trial trial) {
        Optional<Integer> step =
                plan.trainer().restoresBest(plan, trial.parameters()) ? trial.bestEpoch() : trial.objectiveEpoch();
        return step.orElse(trial.epochsDone());
    }

    /** @throws NotFound if there is no such experiment, or nobody has asked for it */
    @Transactional(readOnly = true)
    public FinalEvaluation get(Subject by, UUID experimentId) {
        experiments.require(by, experimentId);
        return rows.findById(experimentId)
                .orElseThrow(() -> new NotFound("final evaluation of experiment", experimentId));
    }

    /** What to train; empty if there is nothing to do (any more). */
    @Transactional(readOnly = true)
    public Optional<Assignment> assignment(UUID experimentId) {
        return rows.findById(experimentId)
                .filter(evaluation -> evaluation.state() == FinalEvaluation.State.WAITING)
                .map(evaluation -> {
                    Plan plan = experiments.findById(experimentId).orElseThrow().plan();
                    Trial trial = trials.findById(new Trial.Id(experimentId, evaluation.trialNumber()))
                            .orElseThrow();
                    return new Assignment(
                            plan,
                            IntStream.range(0, evaluation.seeds())
                                    .mapToObj(network -> retraining(plan, trial, evaluation.epochs(), network))
                                    .toList());
                });
    }

    private static Retraining retraining(Plan plan, Trial trial, int epochs, int network) {
        Plan.FinalSeeds seeds = plan.finalSeeds(trial.round(), trial.number(), network);
        return new Retraining(trial.number(), trial.parameters(), epochs, seeds.own(), seeds.batches());
    }

    private static void check(OptionalInt seeds) {
        seeds.ifPresent(count -> {
            if (count < 1 || count > FinalEvaluation.SEEDS_LIMIT) {
                throw new InvalidField(
                        "seeds",
                        FieldCode.OUT_OF_RANGE,
                        "must be >= 1 and <= " + FinalEvaluation.SEEDS_LIMIT + ", but got " + count);
            }
        });
    }

    private static FinalEvaluation asAsked(FinalEvaluation earlier, OptionalInt seeds) {
        if (seeds.isPresent() && seeds.getAsInt() != earlier.seeds()) {
            throw new NotYet(
                    NotYet.Why.EVALUATED_OTHERWISE,
                    "The final evaluation was asked for with seeds=" + earlier.seeds() + ", but now with seeds="
                            + seeds.getAsInt()
                            + ". Test data are looked at once; ask without seeds for what there is.");
        }
        return earlier;
    }

    /**
     * Tells what it waits for though a worker has it, or that it need not any more.
     *
     * @param why with figures; empty as it begins
     */
    @Transactional
    public void waits(UUID experimentId, Optional<String> why) {
        experiments
                .lock(experimentId)
                .filter(there -> rows.findById(experimentId)
                        .filter(each -> each.state() == FinalEvaluation.State.WAITING)
                        .isPresent())
                .ifPresent(each -> each.waitForMemory(why));
    }

    /**
     * Keeps the score, unless there is one.
     *
     * @param networks as assigned, in their order
     */
    @Transactional
    public void complete(UUID experimentId, int testSize, List<FinalEvaluation.Network> networks) {
        waiting(experimentId).ifPresent(evaluation -> evaluation.complete(testSize, networks, clock.instant()));
    }

    /** Keeps that it could not be done, unless there is a score. */
    @Transactional
    public void fail(UUID experimentId, String reason) {
        waiting(experimentId).ifPresent(evaluation -> evaluation.fail(reason, clock.instant()));
    }

    private void requireTestRows(Plan plan) {
        DatasetChoice choice = plan.dataset();
        if (choice == null) {
            throw new NotYet(
                    NotYet.Why.NO_TEST_ROWS,
                    "What " + plan.trainer().type() + " trains is trained on no dataset; there are no test rows.");
        }
        int testRows = datasets.testRows(choice)
                .orElseThrow(
                        () -> new NotYet(
                                NotYet.Why.DATASET_GONE,
                                "The dataset " + choice.name()
                                        + " that the experiment was trained on has been removed; its test rows are gone with it."));
        if (testRows == 0) {
            throw new NotYet(
                    NotYet.Why.NO_TEST_ROWS,
                    "The dataset " + choice.name()
                            + " has no test rows: it was uploaded with testShare 0 and without a testFile. Upload it again, under"
                            + " another name, with some rows held back, and run the experiment on those.");
        }
    }

    private Optional<FinalEvaluation> waiting(UUID experimentId) {
        experiments.lock(experimentId).ifPresent(experiment -> experiment.waitForMemory(Optional.empty()));
        return rows.findById(experimentId).filter(evaluation -> evaluation.state() == FinalEvaluation.State.WAITING);
    }
}
