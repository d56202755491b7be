package dev.tamis.experiment;

import dev.tamis.search.Lag;
import dev.tamis.space.Parameters;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts rounds and lets workers take their trials; part of the caller's transaction. */
@Component
class RoundStart {

    private final EntityManager entities;
    private final ExperimentRows experiments;
    private final WorkQueue queue;
    private final RoundTrials trials;

    RoundStart(EntityManager entities, ExperimentRows experiments, WorkQueue queue, RoundTrials trials) {
        this.entities = entities;
        this.experiments = experiments;
        this.queue = queue;
        this.trials = trials;
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

    /** What the first round would be, all of it checked and nothing stored. */
    Size preview(Experiment experiment) {
        Plan plan = experiment.plan();
        int planned = plan.trialsOf(1);
        List<Parameters> points =
                RoundTrials.first(plan, new Lag.Round(plan.model().searched(), plan.roundSeed(1), 0, planned));
        trials.check(plan, points);
        experiment.counts().draw(points.size());
        long steps = points.stream()
                .map(point -> plan.trainer().length(plan, point))
                .mapToLong(each -> each.steps() * each.iterations())
                .sum();
        return new Size(plan.terms().budget().maxTrials(), planned, steps * planned / points.size());
    }

    private Round start(Experiment experiment, int number, Round.Ranges ranges, Instant now) {
        Plan plan = experiment.plan();
        int first = experiment.counts().ended();
        int planned = plan.trialsOf(number);
        List<Parameters> points =
                RoundTrials.first(plan, new Lag.Round(ranges.space(), plan.roundSeed(number), first, planned));
        RoundTrials.Batch batch = trials.batch(experiment, 0, points);
        Round round = new Round(new Round.Id(experiment.id(), number), ranges, first, planned, now);
        entities.persist(round);
        trials.add(experiment, round, batch);
        queue.open(experiment.id(), experiment.run(), experiment.claimant());
        return round;
    }
}
