package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.training.MlpSpec;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Draws a round's trials and queues them; part of the caller's transaction. */
@Component
class RoundStart {

    private final EntityManager entities;
    private final ExperimentRows experiments;
    private final WorkQueue queue;
    private final Trials trials;

    RoundStart(EntityManager entities, ExperimentRows experiments, WorkQueue queue, Trials trials) {
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
        ExperimentPlan plan = experiment.plan();
        int count = plan.trialsOf(1);
        List<MlpSpec> specs = specs(plan, draw(plan, plan.model().searched(), 1, 0, count));
        queue.pack(specs, plan);
        experiment.counts().draw(count);
        long steps = specs.stream()
                .mapToLong(spec -> spec.schedule().steps(plan.dataset().trainSize()))
                .sum();
        return new Size(plan.terms().budget().maxTrials(), count, steps);
    }

    private static List<Parameters> draw(ExperimentPlan plan, SearchSpace space, int round, int first, int count) {
        return plan.sampler().sampler().draw(space, plan.roundSeed(round), first, count);
    }

    private static List<MlpSpec> specs(ExperimentPlan plan, List<Parameters> points) {
        return points.stream().map(plan.model()::specAt).toList();
    }

    private Round start(Experiment experiment, int number, Round.Ranges ranges, Instant now) {
        ExperimentPlan plan = experiment.plan();
        int first = experiment.counts().ended();
        int count = plan.trialsOf(number);
        List<Parameters> points = draw(plan, ranges.space(), number, first, count);
        List<MlpSpec> specs = specs(plan, points);
        WorkQueue.Packing packing = queue.pack(specs, plan);

        Round round = new Round(new Round.Id(experiment.id(), number), ranges, first, count, now);
        entities.persist(round);
        experiment.packedInto(packing.lanes());
        double[] epochWork = epochWork(experiment, specs);
        List<Trials.Draw> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int epochs = specs.get(i).schedule().epochs();
            drawn.add(new Trials.Draw(points.get(i), packing.packs()[i], epochs, epochWork[i]));
        }
        trials.draw(experiment, round, drawn);
        queue.open(experiment.id(), experiment.run(), plan.terms().priority());
        return round;
    }

    private double[] epochWork(Experiment experiment, List<MlpSpec> specs) {
        return experiment.work().weighed()
                ? queue.epochWork(specs, experiment.plan())
                : specs.stream().mapToDouble(spec -> 1).toArray();
    }
}
