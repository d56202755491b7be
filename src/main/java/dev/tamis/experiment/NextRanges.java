package dev.tamis.experiment;

import dev.tamis.search.FinishedRound;
import dev.tamis.search.NextRound;
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

/** What the next round of an experiment should search. */
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
        Map<Integer, List<ScoredTrial>> trials = scored(experiment.id());
        List<FinishedRound> finished = all.stream()
                .map(round -> new FinishedRound(
                        round.space(),
                        trials.getOrDefault(round.number(), List.of()),
                        round.parent().map(number -> OptionalInt.of(number - 1)).orElse(OptionalInt.empty())))
                .toList();
        Plan plan = experiment.plan();
        return planner.plan(finished, plan.ranking(), plan.trainer()::legalRange);
    }

    /** By round, in the order of the numbers. Failed trials are evidence too: of where not to search. */
    private Map<Integer, List<ScoredTrial>> scored(UUID experimentId) {
        Map<Integer, List<ScoredTrial>> byRound = new HashMap<>();
        jdbc.query(
                """
                select round, state, parameters, objective_value from trial
                where experiment_id = ? and state in ('COMPLETED', 'FAILED') order by number""",
                row -> {
                    Parameters point = StoredJson.read(row.getString(3), Parameters.class);
                    boolean failed = TrialState.valueOf(row.getString(2)) == TrialState.FAILED;
                    byRound.computeIfAbsent(row.getInt(1), round -> new ArrayList<>())
                            .add(failed ? ScoredTrial.failed(point) : ScoredTrial.of(point, row.getDouble(4)));
                },
                experimentId);
        return byRound;
    }
}
