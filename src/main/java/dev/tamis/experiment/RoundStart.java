package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.training.MlpSpec;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Draws a round's trials and queues them; part of the caller's transaction. */
@Component
class RoundStart {

    private final EntityManager entities;
    private final TrialQueue queue;

    RoundStart(EntityManager entities, TrialQueue queue) {
        this.entities = entities;
        this.queue = queue;
    }

    void start(Experiment experiment, int number, SearchSpace space, Instant now) {
        ExperimentPlan plan = experiment.plan();
        int first = 0;
        int count = plan.terms().budget().maxTrials();
        List<Parameters> points = plan.sampler().sampler().draw(space, plan.roundSeed(number), first, count);
        List<MlpSpec> specs = points.stream().map(plan.model()::specAt).toList();
        TrialQueue.Packing packing = queue.pack(specs, plan);

        Round round = new Round(new Round.Id(experiment.id(), number), space, first, count, now);
        entities.persist(round);
        for (int i = 0; i < count; i++) {
            entities.persist(new Trial(
                    new Trial.Id(experiment.id(), first + i),
                    round,
                    packing.packs()[i],
                    points.get(i),
                    specs.get(i).schedule().epochs()));
        }
        experiment.counts().add(TrialState.WAITING, count);
        experiment.nextChange();
        experiment.packedInto(packing.lanes());
        entities.flush();
        queue.open(experiment.id(), experiment.run(), packing.lanes());
    }
}
