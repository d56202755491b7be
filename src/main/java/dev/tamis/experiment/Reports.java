package dev.tamis.experiment;

import dev.tamis.training.EpochResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What workers tell of the trials that they train. */
@Component
public class Reports {

    private static final int BATCH = 500;

    private final ExperimentRows experiments;
    private final RoundEnd roundEnd;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Reports(ExperimentRows experiments, RoundEnd roundEnd, JdbcTemplate jdbc, Clock clock) {
        this.experiments = experiments;
        this.roundEnd = roundEnd;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores measurements and ends in one transaction. What concerns trials that the claim no longer holds (paused,
     * cancelled, deleted, or taken over after the claim's owner was given up for dead) is dropped, and so are epochs that are
     * stored already: where the database went away before it could answer, nobody knows whether it had committed, and the
     * same report comes again.
     *
     * @param results in the order of the epochs
     * @param ends trials that have ended; their last results are among the results of this or an earlier report
     * @return numbers of the claim's trials that it still holds and that have not ended
     */
    @Transactional
    public Set<Integer> report(Claim claim, List<EpochResult> results, Collection<TrialEnd> ends) {
        Experiment experiment = experiments.lock(claim.lane().experimentId()).orElse(null);
        if (experiment == null) {
            return Set.of();
        }
        Map<Integer, Standing> held = held(experiment, claim.token());
        List<EpochResult> accepted = results.stream()
                .filter(each -> held.containsKey(each.trialNumber()))
                .filter(each -> each.epoch() > held.get(each.trialNumber()).epochsStored())
                .toList();
        List<TrialEnd> told =
                ends.stream().filter(each -> held.containsKey(each.number())).toList();
        if (accepted.isEmpty() && told.isEmpty()) {
            return held.keySet();
        }
        long change = experiment.nextChange();
        experiment.goesOn(clock.instant());
        Objective objective = experiment.plan().terms().objective();
        Set<Integer> measured = new HashSet<>();
        for (EpochResult result : accepted) {
            held.get(result.trialNumber()).add(result, objective);
            measured.add(result.trialNumber());
        }
        List<TrialEnd> endings =
                told.stream().map(each -> held.get(each.number()).checked(each)).toList();
        measured.forEach(number -> experiment.work().does(held.get(number).workReported()));
        store(experiment, held, accepted);
        update(experiment.id(), held, measured, change);
        end(experiment, held, endings, change);
        Set<Integer> stillRunning = new HashSet<>(held.keySet());
        endings.forEach(each -> stillRunning.remove(each.number()));
        return stillRunning;
    }

    /** Whether the claim still holds any trial; cheap, for workers between reports. */
    @Transactional(readOnly = true)
    public Set<Integer> stillHeld(Claim claim) {
        return new HashSet<>(jdbc.queryForList("""
                select number from trial where experiment_id = ? and state = 'RUNNING' and owner = ?
                    and exists (select 1 from experiment where id = experiment_id)""", Integer.class, claim.lane().experimentId(), claim.token()));
    }

    private Map<Integer, Standing> held(Experiment experiment, String token) {
        Map<Integer, Standing> held = new TreeMap<>();
        jdbc.query(
                "select number, " + Standing.COLUMNS + """
                 from trial
                where experiment_id = ? and state = 'RUNNING' and owner = ? order by number""",
                row -> {
                    held.put(row.getInt(1), new Standing(row, 2));
                },
                experiment.id(),
                token);
        return held;
    }

    /** What an earlier attempt has measured is measured again, and equal but for the rounding of another kind of processor. */
    private void store(Experiment experiment, Map<Integer, Standing> held, List<EpochResult> results) {
        Map<Boolean, List<EpochResult>> byKept = results.stream()
                .collect(Collectors.partitioningBy(
                        each -> held.get(each.trialNumber()).keeps(each.epoch())));
        write(experiment, byKept.get(true), """
                update measurement set train_loss = ?, train_accuracy = ?, validation_loss = ?, validation_accuracy = ?,
                    iteration_losses = ?
                where experiment_id = ? and trial_number = ? and epoch = ?""");
        write(experiment, byKept.get(false), """
                insert into measurement (train_loss, train_accuracy, validation_loss, validation_accuracy,
                    iteration_losses, experiment_id, trial_number, epoch)
                values (?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    private void write(Experiment experiment, List<EpochResult> results, String sql) {
        boolean iterations = experiment.plan().terms().curve() == CurveDetail.ITERATION;
        jdbc.batchUpdate(sql, results, BATCH, (statement, result) -> {
            statement.setDouble(1, result.trainLoss());
            statement.setDouble(2, result.trainAccuracy());
            statement.setDouble(3, result.validationLoss());
            statement.setDouble(4, result.validationAccuracy());
            statement.setBytes(5, iterations ? StoredLosses.write(result.iterationLosses()) : null);
            statement.setObject(6, experiment.id());
            statement.setInt(7, result.trialNumber());
            statement.setInt(8, result.epoch());
        });
    }

    private void update(UUID experimentId, Map<Integer, Standing> held, Collection<Integer> numbers, long change) {
        jdbc.batchUpdate(
                "update trial set " + Standing.ASSIGNMENTS
                        + ", change_number = ? where experiment_id = ? and number = ?",
                numbers,
                BATCH,
                (statement, number) -> {
                    int next = held.get(number).write(statement);
                    statement.setLong(next, change);
                    statement.setObject(next + 1, experimentId);
                    statement.setInt(next + 2, number);
                });
    }

    private void end(Experiment experiment, Map<Integer, Standing> held, List<TrialEnd> endings, long change) {
        if (endings.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Objective objective = experiment.plan().terms().objective();
        Map<Integer, Double> ranks = new LinkedHashMap<>();
        for (TrialEnd each : endings) {
            experiment.counts().move(TrialState.RUNNING, each.state(), 1);
            Standing standing = held.get(each.number());
            experiment.work().spare(standing.workLeft());
            if (each.state() == TrialState.COMPLETED) {
                ranks.put(each.number(), objective.rankOf(standing.objectiveValue()));
                experiment.completed(each.number(), standing.objectiveValue(), standing.validationLoss());
            }
        }
        jdbc.batchUpdate("""
                update trial set state = ?, reason = ?, finished_at = ?, rank_value = ?, change_number = ?
                where experiment_id = ? and number = ?""", endings, BATCH, (statement, each) -> {
            statement.setString(1, each.state().name());
            statement.setString(2, each.reason().orElse(null));
            statement.setObject(3, TrialStates.at(now));
            statement.setObject(4, ranks.get(each.number()));
            statement.setLong(5, change);
            statement.setObject(6, experiment.id());
            statement.setInt(7, each.number());
        });
        roundEnd.check(experiment, now);
    }
}
