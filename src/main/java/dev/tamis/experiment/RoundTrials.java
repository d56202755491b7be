package dev.tamis.experiment;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** A round's points, and the trials that are made of them; part of the caller's transaction, under the lock. */
@Component
class RoundTrials {

    private final WorkQueue queue;
    private final Trials trials;

    RoundTrials(WorkQueue queue, Trials trials) {
        this.queue = queue;
        this.trials = trials;
    }

    /**
     * What is drawn as a round starts: all of it, or what a sampler that learns draws before there is anything to learn from.
     *
     * @throws dev.tamis.space.InvalidField if the sampler does not fit the space
     */
    static List<Parameters> first(Plan plan, Lag.Round round) {
        Sampler sampler = plan.sampler().sampler();
        return plan.lag()
                .map(lag -> lag.draw(sampler, round, List.of()))
                .orElseGet(() -> sampler.draw(new Ask(
                        round.space(), round.seed(), round.first(), round.planned(), History.NONE, round.before())));
    }

    /** @throws dev.tamis.space.InvalidField if no worker can train one of them */
    void check(Plan plan, List<Parameters> points) {
        queue.pack(points, plan);
    }

    /** Trials that are to wait. @param lanes how many packs may train at a time from then on */
    record Batch(List<Trials.Draw> drawn, int lanes) {}

    /**
     * What is drawn together trains together.
     *
     * @param before how many trials of the round have been drawn before
     * @throws dev.tamis.space.InvalidField if no worker can train one of them; nothing has been changed then
     */
    Batch batch(Experiment experiment, int before, List<Parameters> points) {
        Plan plan = experiment.plan();
        WorkQueue.Packing packing = queue.pack(points, plan);
        boolean weighed = experiment.work().weighed();
        List<Trials.Draw> drawn = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            drawn.add(new Trials.Draw(
                    points.get(i),
                    before + packing.packs()[i],
                    plan.trainer().length(plan, points.get(i)).steps(),
                    weighed ? packing.stepWork()[i] : 1));
        }
        return new Batch(drawn, lanes(experiment, before, packing));
    }

    /** They are the next ones of the round, and wait from now on. */
    void add(Experiment experiment, Round round, Batch batch) {
        experiment.packedInto(batch.lanes());
        trials.draw(experiment, round, batch.drawn());
    }

    /**
     * Where a round is drawn by and by, how many packs there are at a time says nothing of the lanes: the next ones come. But lanes
     * times the widest pack so far never exceed the parallel trials.
     */
    private static int lanes(Experiment experiment, int before, WorkQueue.Packing packing) {
        if (experiment.plan().lag().isEmpty()) {
            return packing.lanes();
        }
        int lanes = Math.max(1, experiment.plan().terms().budget().parallelTrials() / packing.widest());
        return before == 0 ? lanes : Math.min(experiment.lanes(), lanes);
    }
}
