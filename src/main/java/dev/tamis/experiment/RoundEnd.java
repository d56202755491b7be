package dev.tamis.experiment;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What follows when trials have ended; part of the transaction that ended them, under the lock. */
@Component
class RoundEnd {

    private final RoundRows rounds;
    private final TrialStates states;

    RoundEnd(RoundRows rounds, TrialStates states) {
        this.rounds = rounds;
        this.states = states;
    }

    void check(Experiment experiment, Instant now) {
        int failed = experiment.counts().failed();
        int allowed = experiment.plan().terms().budget().maxFailedTrials();
        if (failed > allowed) {
            experiment.fail(failed + " trials failed, and maxFailedTrials is " + allowed, now);
            states.cancelUnfinished(experiment, "the experiment failed", now);
        } else if (experiment.counts().allEnded()) {
            rounds.ofExperiment(experiment.id()).stream()
                    .filter(round -> round.finishedAt().isEmpty())
                    .forEach(round -> round.finish(now));
            experiment.complete(now);
        }
    }
}
