package dev.tamis.experiment;

import dev.tamis.experiment.EnqueuedPoints.Chosen;
import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    static List<Parameters> first(Plan plan, Start start) {
        Lag.Round round = start.round();
        Sampler sampler = plan.drawingSampler();
        List<Parameters> chosen = Chosen.points(start.chosen());
        if (plan.lag().isPresent()) {
            return plan.lag().get().draw(sampler, round, List.of(), chosen);
        }
        if (sampler.size(round.space()).isPresent()) {
            return inFront(chosen, sampler.draw(new Ask(round.space(), round.seed(), round.first(), round.planned())));
        }
        List<Parameters> points = new ArrayList<>(chosen);
        points.addAll(sampler.draw(new Ask(
                round.space(),
                round.seed(),
                round.first() + chosen.size(),
                round.planned() - chosen.size(),
                History.NONE,
                round.before().with(chosen))));
        return points;
    }

    /** A sampler that is tried whole has its own points and no others. */
    private static List<Parameters> inFront(List<Parameters> chosen, List<Parameters> all) {
        Set<Parameters> points = new LinkedHashSet<>(chosen);
        int named = points.size();
        points.addAll(all);
        if (named < chosen.size() || points.size() > all.size()) {
            throw new InvalidField(
                    "points",
                    FieldCode.CONFLICT,
                    "must be different points of those that the sampler tries, for it tries each once and no others");
        }
        return List.copyOf(points);
    }

    /**
     * A round as it starts.
     *
     * @param chosen by somebody, to come first: no more than it has trials
     */
    record Start(Lag.Round round, List<Chosen> chosen) {}

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
     * @param chosen what somebody chose, which is at the beginning of the points; may go on
     * @throws dev.tamis.space.InvalidField if no worker can train one of them; nothing has been changed then
     */
    Batch batch(Experiment experiment, int before, List<Parameters> points, List<Chosen> chosen) {
        WorkQueue.Packing packing = queue.pack(points, experiment.plan());
        return new Batch(draws(experiment, before, points, chosen, packing), lanes(experiment, before, packing));
    }

    /**
     * Points that somebody has chosen, in packs of their own that come before all others.
     *
     * @throws dev.tamis.space.InvalidField if no worker can train one of them; nothing has been changed then
     */
    Batch next(Experiment experiment, List<Chosen> chosen) {
        List<Parameters> points = Chosen.points(chosen);
        WorkQueue.Packing packing = queue.pack(points, experiment.plan());
        int first = trials.nextChosenPack(experiment);
        int parallel = experiment.plan().terms().budget().parallelTrials();
        return new Batch(
                draws(experiment, first, points, chosen, packing),
                Math.min(experiment.lanes(), Math.max(1, parallel / packing.widest())));
    }

    private static List<Trials.Draw> draws(
            Experiment experiment,
            int firstPack,
            List<Parameters> points,
            List<Chosen> chosen,
            WorkQueue.Packing packing) {
        Plan plan = experiment.plan();
        boolean weighed = experiment.work().weighed();
        List<Trials.Draw> drawn = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            drawn.add(new Trials.Draw(
                    points.get(i),
                    // Where a pruner decides who may start, packs are made of those who may, in this order.
                    firstPack + (plan.pruner().stops() ? i : packing.packs()[i]),
                    plan.trainer().length(plan, points.get(i)).steps(),
                    weighed ? packing.stepWork()[i] : 1,
                    packing.weights()[i],
                    i < chosen.size() ? chosen.get(i).note() : null));
        }
        return drawn;
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
