package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.training.MlpSpec;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Draws a round's trials and queues them; part of the caller's transaction. */
@Component
class RoundStart {

    private final EntityManager entities;
    private final ExperimentRows experiments;
    private final WorkQueue queue;

    RoundStart(EntityManager entities, ExperimentRows experiments, WorkQueue queue) {
        this.entities = entities;
        this.experiments = experiments;
        this.queue = queue;
    }

    /** Stores a new experiment and starts its first round. */
    void first(Experiment experiment, Instant now) {
        // Not the repository's save: it takes an entity with an id for a stored one and would change a copy.
        entities.persist(experiment);
        experiments.flush(); // through the repository, which translates a repeated idempotency key's exception
        start(
                experiment,
                1,
                new Round.Ranges(experiment.plan().model().searched(), Optional.empty(), "as submitted"),
                now);
    }

    /** Starts a further round; the one before has ended. */
    Round next(Experiment experiment, int number, Round.Ranges ranges, Instant now) {
        experiment.nextRound(now);
        return start(experiment, number, ranges, now);
    }

    private Round start(Experiment experiment, int number, Round.Ranges ranges, Instant now) {
        ExperimentPlan plan = experiment.plan();
        int first = experiment.counts().ended();
        int count = plan.trialsOf(number);
        List<Parameters> points = plan.sampler().sampler().draw(ranges.space(), plan.roundSeed(number), first, count);
        List<MlpSpec> specs = points.stream().map(plan.model()::specAt).toList();
        WorkQueue.Packing packing = queue.pack(specs, plan);

        long change = experiment.nextChange();
        Round round = new Round(new Round.Id(experiment.id(), number), ranges, first, count, now);
        entities.persist(round);
        for (int i = 0; i < count; i++) {
            Trial trial = new Trial(
                    new Trial.Id(experiment.id(), first + i),
                    round,
                    packing.packs()[i],
                    points.get(i),
                    specs.get(i).schedule().epochs());
            trial.changedIn(change);
            entities.persist(trial);
        }
        experiment.counts().add(TrialState.WAITING, count);
        experiment.packedInto(packing.lanes());
        entities.flush();
        queue.open(experiment.id(), experiment.run(), plan.terms().priority());
        return round;
    }
}
