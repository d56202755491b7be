package dev.tamis.experiment;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What workers tell of the trials that they train. */
@Component
public class Reports {

    private final ExperimentRows experiments;
    private final Trials trials;
    private final RoundEnd roundEnd;
    private final Draws draws;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Reports(ExperimentRows experiments, Trials trials, RoundEnd roundEnd, Draws draws, JdbcTemplate jdbc, Clock clock) {
        this.experiments = experiments;
        this.trials = trials;
        this.roundEnd = roundEnd;
        this.draws = draws;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores measurements and ends in one transaction. What concerns trials that the claim no longer holds (paused,
     * cancelled, deleted, or taken over after the claim's worker was given up for dead) is dropped, and so are epochs that are
     * stored already: where the database went away before it could answer, nobody knows whether it had committed, and the
     * same report comes again.
     *
     * @param results in the order of the epochs
     * @param ends trials that have ended; their last results are among the results of this or an earlier report
     * @return numbers of the claim's trials that it still holds and that have not ended
     */
    @Transactional
    public Set<Integer> report(Claim claim, List<Measurement> results, Collection<TrialEnd> ends) {
        Experiment experiment = experiments.lock(claim.lane().experimentId()).orElse(null);
        if (experiment == null) {
            return Set.of();
        }
        Map<Integer, Standing> held = trials.held(experiment, claim);
        List<Measurement> accepted = results.stream()
                .filter(each -> held.containsKey(each.trialNumber()))
                .filter(each -> each.step() > held.get(each.trialNumber()).epochsStored())
                .toList();
        List<TrialEnd> told =
                ends.stream().filter(each -> held.containsKey(each.number())).toList();
        if (accepted.isEmpty() && told.isEmpty()) {
            return held.keySet();
        }
        Instant now = clock.instant();
        experiment.goesOn(now);
        trials.report(experiment, held, accepted, told, now);
        List<Integer> atBarrier = experiment
                .plan()
                .pruner()
                .barrier()
                .map(barrier -> trials.hold(experiment, ClaimedBy.execution(claim.claimedBy()), barrier))
                .orElse(List.of());
        if (!told.isEmpty() || !atBarrier.isEmpty()) {
            roundEnd.check(experiment, now);
        }
        Set<Integer> stillRunning = new HashSet<>(held.keySet());
        told.forEach(each -> stillRunning.remove(each.number()));
        atBarrier.forEach(stillRunning::remove);
        if (!told.isEmpty() && !stillRunning.isEmpty()) {
            draws.openedBy(claim.lane(), experiment); // otherwise the lane itself looks for more at once
        }
        return stillRunning;
    }

    /**
     * Tells what a claimed pack waits for, or that it need not any more.
     *
     * @param why with figures; empty as it begins
     */
    @Transactional
    public void waits(Claim claim, Optional<String> why) {
        experiments
                .lock(claim.lane().experimentId())
                .filter(each -> each.state() == ExperimentState.RUNNING
                        && each.run() == claim.lane().run())
                .ifPresent(each -> each.waitForMemory(why));
    }

    /** Whether the claim still holds any trial; cheap, for workers between reports. */
    @Transactional(readOnly = true)
    public Set<Integer> stillHeld(Claim claim) {
        return new HashSet<>(jdbc.queryForList("""
                select number from trial where experiment_id = ? and state = 'RUNNING' and claimed_by = ?
                    and exists (select 1 from experiment where id = experiment_id)""", Integer.class, claim.lane().experimentId(), claim.claimedBy()));
    }
}
