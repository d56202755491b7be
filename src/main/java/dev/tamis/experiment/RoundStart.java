package dev.tamis.experiment;

import dev.tamis.experiment.EnqueuedPoints.Chosen;
import dev.tamis.search.Lag;
import dev.tamis.search.Prior;
import dev.tamis.search.Tried;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
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
    private final PointsTried tried;
    private final EnqueuedPoints enqueued;
    private final EarlierTrials earlier;

    RoundStart(
            EntityManager entities,
            ExperimentRows experiments,
            WorkQueue queue,
            RoundTrials trials,
            PointsTried tried,
            EnqueuedPoints enqueued,
            EarlierTrials earlier) {
        this.entities = entities;
        this.experiments = experiments;
        this.queue = queue;
        this.trials = trials;
        this.tried = tried;
        this.enqueued = enqueued;
        this.earlier = earlier;
    }

    /** Stores a new experiment and starts its first round. */
    void first(Experiment experiment, EarlierTrials.Taken taken, Instant now) {
        // Not the repository's save: it takes an entity with an id for a stored one and would change a copy.
        entities.persist(experiment);
        experiments.flush(); // through the repository, which translates a repeated idempotency key's exception
        enqueued.add(experiment.id(), chosen(experiment.plan(), taken));
        earlier.keep(experiment.id(), taken);
        Round.Ranges ranges = new Round.Ranges(experiment.plan().model().searched(), Optional.empty(), "as submitted");
        start(experiment, 1, ranges, planned(experiment, 1, ranges.space()), now);
    }

    /**
     * Starts a further round; the one before has ended.
     *
     * @return empty where all points of its ranges are tried: nothing has been changed then
     */
    Optional<Round> next(Experiment experiment, int number, Round.Ranges ranges, Instant now) {
        RoundTrials.Start planned = planned(experiment, number, ranges.space());
        if (planned.round().planned() == 0) {
            return Optional.empty();
        }
        experiment.nextRound(now);
        return Optional.of(start(experiment, number, ranges, planned, now));
    }

    /** What the first round would be, all of it checked and nothing stored. */
    Size preview(Experiment experiment, EarlierTrials.Taken taken) {
        Plan plan = experiment.plan();
        RoundTrials.Start first = planned(experiment, 1, plan.model().searched(), chosen(plan, taken), taken.prior());
        int planned = first.round().planned();
        List<Parameters> points = RoundTrials.first(plan, first);
        trials.check(plan, points);
        experiment.counts().draw(points.size());
        long steps = points.stream()
                        .map(point -> plan.trainer().length(plan, point))
                        .mapToLong(each -> each.steps() * each.iterations())
                        .sum()
                * plan.validation().networks();
        long epochsAgain = (long) plan.mostRepeats()
                * plan.trainer().longest(plan, plan.model().searched()).steps();
        return new Size(plan.mostTrials(), planned, steps * planned / points.size(), epochsAgain);
    }

    /** What a round would be that starts now: with all its trials, or as many as there are points left. */
    private RoundTrials.Start planned(Experiment experiment, int number, SearchSpace space) {
        return planned(
                experiment,
                number,
                space,
                enqueued.of(experiment.id()),
                earlier.prior(experiment.plan(), experiment.id()));
    }

    private RoundTrials.Start planned(
            Experiment experiment, int number, SearchSpace space, List<Chosen> all, Prior prior) {
        Plan plan = experiment.plan();
        int most = plan.trialsOf(number);
        List<Chosen> chosen = all.subList(0, Math.min(all.size(), most));
        int first = experiment.counts().ended();
        Tried before = tried.before(plan, experiment.id(), space, first);
        long left = before.with(Chosen.points(chosen)).left().orElse(Long.MAX_VALUE - most);
        int trials = (int) Math.min(most, chosen.size() + left);
        return new RoundTrials.Start(
                new Lag.Round(space, plan.roundSeed(number), first, trials, before, prior), chosen);
    }

    private static List<Chosen> chosen(Plan plan, EarlierTrials.Taken taken) {
        List<Chosen> chosen = new ArrayList<>();
        plan.points().forEach(point -> chosen.add(new Chosen(point, "")));
        chosen.addAll(taken.chosen());
        return chosen;
    }

    private Round start(
            Experiment experiment, int number, Round.Ranges ranges, RoundTrials.Start planned, Instant now) {
        List<Parameters> points = RoundTrials.first(experiment.plan(), planned);
        RoundTrials.Batch batch = trials.batch(experiment, 0, points, planned.chosen());
        Round round = new Round(
                new Round.Id(experiment.id(), number),
                ranges,
                planned.round().first(),
                planned.round().planned(),
                now);
        entities.persist(round);
        enqueued.take(experiment.id(), Math.min(points.size(), planned.chosen().size()));
        trials.add(experiment, round, batch);
        queue.open(experiment.id(), experiment.run(), experiment.claimant());
        return round;
    }
}
