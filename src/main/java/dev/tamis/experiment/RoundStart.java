package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.training.MlpSpec;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Draws a round's trials and queues them; part of the caller's transaction. */
@Component
class RoundStart {

    private static final int TRIALS_OF_A_CHANGE = 100;

    private final EntityManager entities;
    private final ExperimentRows experiments;
    private final WorkQueue queue;
    private final JdbcTemplate jdbc;

    RoundStart(EntityManager entities, ExperimentRows experiments, WorkQueue queue, JdbcTemplate jdbc) {
        this.entities = entities;
        this.experiments = experiments;
        this.queue = queue;
        this.jdbc = jdbc;
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
        experiment.counts().add(TrialState.WAITING, count);
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
        experiment.counts().add(TrialState.WAITING, count);
        experiment.packedInto(packing.lanes());
        double[] epochWork = epochWork(experiment, specs);
        for (int i = 0; i < count; i++) {
            experiment.work().draw(epochWork[i] * specs.get(i).schedule().epochs());
        }
        entities.flush();
        insert(experiment, round, new Drawn(points, specs, packing.packs(), epochWork));
        queue.open(experiment.id(), experiment.run(), plan.terms().priority());
        return round;
    }

    /** Of each trial of a round, in the order of their numbers. */
    private record Drawn(List<Parameters> points, List<MlpSpec> specs, int[] packs, double[] epochWork) {}

    private double[] epochWork(Experiment experiment, List<MlpSpec> specs) {
        return experiment.work().weighed()
                ? queue.epochWork(specs, experiment.plan())
                : specs.stream().mapToDouble(spec -> 1).toArray();
    }

    /**
     * Not as entities: Hibernate would keep and check 100,000 of them. Each hundred is a change of its own, for whoever
     * follows changes gets each of them whole.
     */
    private void insert(Experiment experiment, Round round, Drawn drawn) {
        int count = drawn.points().size();
        for (int from = 0; from < count; from += TRIALS_OF_A_CHANGE) {
            long change = experiment.nextChange();
            List<Integer> some = IntStream.range(from, Math.min(from + TRIALS_OF_A_CHANGE, count))
                    .boxed()
                    .toList();
            jdbc.batchUpdate("""
                    insert into trial (experiment_id, number, round, pack, state, parameters,
                        attempt, deaths, epochs, epoch_work, epochs_done, change_number)
                    values (?, ?, ?, ?, 'WAITING', ?, 0, 0, ?, ?, 0, ?)""", some, TRIALS_OF_A_CHANGE, (statement, i) -> {
                statement.setObject(1, experiment.id());
                statement.setInt(2, round.firstTrial() + i);
                statement.setInt(3, round.number());
                statement.setInt(4, drawn.packs()[i]);
                statement.setString(5, StoredJson.write(drawn.points().get(i)));
                statement.setInt(6, drawn.specs().get(i).schedule().epochs());
                statement.setDouble(7, drawn.epochWork()[i]);
                statement.setLong(8, change);
            });
        }
    }
}
