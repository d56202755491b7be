package dev.tamis.experiment;

import dev.tamis.search.FinishedRound;
import dev.tamis.search.NextRound;
import dev.tamis.search.Noise;
import dev.tamis.search.Ranking;
import dev.tamis.search.RoundPlanner;
import dev.tamis.search.ScoredTrial;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What the next round of an experiment should search. Trials that somebody chose are no evidence of where good ones lie among those
 * that chance draws.
 */
@Component
public class NextRanges {

    private final JdbcTemplate jdbc;
    private final RoundPlanner planner = new RoundPlanner();

    NextRanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Judged by the trials that have ended so far.
     *
     * @param all the experiment's rounds, in their order
     */
    public NextRound of(Experiment experiment, List<Round> all) {
        Map<Integer, Ended> ended = ended(experiment.id());
        Plan plan = experiment.plan();
        boolean drawnBlindly = plan.lag().isEmpty();
        List<FinishedRound> finished = all.stream()
                .map(round -> ended.getOrDefault(round.number(), new Ended()).of(round, drawnBlindly))
                .toList();
        return planner.plan(finished, ranking(experiment), plan.trainer()::legalRange);
    }

    /** Where trials have several networks, these tell how noisy values are; else the size of the validation part does. */
    private Ranking ranking(Experiment experiment) {
        Plan plan = experiment.plan();
        if (plan.validation().networks() == 1) {
            return plan.ranking();
        }
        double[] spreads = jdbc.queryForList("""
                        select objective_spread from trial
                        where experiment_id = ? and state = 'COMPLETED' and objective_spread is not null order by number""", Double.class, experiment.id()).stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        return spreads.length == 0
                ? plan.ranking()
                : new Ranking(
                        plan.objective().direction(),
                        Noise.Repeated.of(spreads, plan.validation().networks()));
    }

    /** Of each round, in the order of the trials' numbers. */
    private Map<Integer, Ended> ended(UUID experimentId) {
        Map<Integer, Ended> byRound = new HashMap<>();
        jdbc.query(
                """
                select round, state, parameters, objective_value, violation, epochs_done from trial
                where experiment_id = ? and state in ('COMPLETED', 'FAILED', 'PRUNED') and note is null
                order by number""",
                row -> {
                    byRound.computeIfAbsent(row.getInt(1), round -> new Ended())
                            .add(
                                    TrialState.valueOf(row.getString(2)),
                                    row.getString(3),
                                    row.getDouble(4),
                                    row.getDouble(5) == 0,
                                    row.getInt(6));
                },
                experimentId);
        return byRound;
    }

    /** What the trials of a round say, by how they ended. */
    private static final class Ended {

        private final List<ScoredTrial> evidence = new ArrayList<>();

        /**
         * The one place that says what an end is evidence of.
         *
         * <ul>
         *   <li>COMPLETED: of its value, of the first objective where there are several.
         *   <li>COMPLETED, and a constraint is broken: of where not to search, like FAILED. Its value is good for nothing, however good it
         *       looks; ranked by it, the ranges would go where what looks best may not be taken.
         *   <li>FAILED: of where not to search.
         *   <li>PRUNED: of being worse than all that were trained further, see {@link ScoredTrial}. Left out, as they were once, they
         *       would take with them what is known of where not to search: with successive halving nine tenths of all trials.
         *   <li>CANCELLED: of nothing, like one that was never drawn; not read.
         * </ul>
         */
        void add(TrialState state, String parameters, double value, boolean feasible, int epochsDone) {
            switch (state) {
                case COMPLETED ->
                    evidence.add(
                            feasible
                                    ? ScoredTrial.of(point(parameters), value)
                                    : ScoredTrial.failed(point(parameters)));
                case FAILED -> evidence.add(ScoredTrial.failed(point(parameters)));
                case PRUNED -> evidence.add(ScoredTrial.stopped(point(parameters), epochsDone, value));
                case WAITING, RUNNING, CANCELLED -> throw new IllegalArgumentException("no evidence yet: " + state);
            }
        }

        FinishedRound of(Round round, boolean drawnBlindly) {
            return new FinishedRound(
                    round.space(),
                    evidence,
                    round.parent().map(number -> OptionalInt.of(number - 1)).orElse(OptionalInt.empty()),
                    drawnBlindly);
        }

        private static Parameters point(String parameters) {
            return StoredJson.read(parameters, Parameters.class);
        }
    }
}
