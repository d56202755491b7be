package dev.tamis.experiment;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What follows when trials have ended; part of the transaction that ended them, under the lock. */
@Component
class RoundEnd {

    private final RoundTurn turn;
    private final Trials trials;
    private final Losses losses;
    private final GoalCheck goals;
    private final BarrierTurn barrier;

    RoundEnd(RoundTurn turn, Trials trials, Losses losses, GoalCheck goals, BarrierTurn barrier) {
        this.turn = turn;
        this.trials = trials;
        this.losses = losses;
        this.goals = goals;
        this.barrier = barrier;
    }

    void check(Experiment experiment, Instant now) {
        if (experiment.isConfirming()) {
            return; // all that could follow has followed
        }
        int failed = experiment.counts().failed();
        int allowed = experiment.plan().terms().budget().maxFailedTrials();
        if (failed > allowed) {
            experiment.fail(
                    failed + (failed == 1 ? " trial" : " trials") + " failed, and maxFailedTrials is " + allowed
                            + losses.commonestReason(experiment),
                    now);
            trials.endUnfinished(experiment, new End.Cancelled("the experiment failed"), now);
            return;
        }
        goals.check(experiment, now);
        barrier.check(experiment, now);
        if (experiment.counts().allEnded()) {
            turn.endLatest(experiment, now);
        }
    }
}
