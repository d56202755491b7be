package dev.tamis.experiment;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets an experiment that has reached one of its {@link Goals} start no further trial; part of the caller's transaction, under the lock. */
@Component
class GoalCheck {

    private final Trials trials;

    GoalCheck(Trials trials) {
        this.trials = trials;
    }

    /** Where the experiment ends already, trials that a worker gives back go on waiting: they end as they would. */
    void check(Experiment experiment, Instant now) {
        if (experiment.isEnding() || !experiment.goesFurther()) {
            return;
        }
        Optional<String> reached = Goals.reached(experiment, now);
        reached.ifPresent(why -> {
            experiment.endWhenTrialsHave(why);
            trials.endWaiting(experiment, new End.Cancelled(why), now);
        });
    }
}
