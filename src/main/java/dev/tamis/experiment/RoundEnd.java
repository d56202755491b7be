package dev.tamis.experiment;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What follows when trials have ended; part of the transaction that ended them, under the lock. */
@Component
class RoundEnd {

    private final RoundTurn turn;
    private final TrialStates states;

    RoundEnd(RoundTurn turn, TrialStates states) {
        this.turn = turn;
        this.states = states;
    }

    void check(Experiment experiment, Instant now) {
        int failed = experiment.counts().failed();
        int allowed = experiment.plan().terms().budget().maxFailedTrials();
        if (failed > allowed) {
            experiment.fail(failed + " trials failed, and maxFailedTrials is " + allowed, now);
            states.cancelUnfinished(experiment, "the experiment failed", now);
        } else if (experiment.counts().allEnded()) {
            turn.endLatest(experiment, now);
        }
    }
}
