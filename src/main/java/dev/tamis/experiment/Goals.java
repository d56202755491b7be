package dev.tamis.experiment;

import dev.tamis.search.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an experiment has found or spent enough: then no further trial starts, those in training end as they would, and the experiment
 * completes with the reason. Which trials there are by then depends on how fast they train; what each of them gives does not.
 */
final class Goals {

    private Goals() {}

    /** Which goal of its budget an experiment has reached, in words; empty while it has reached none. */
    static Optional<String> reached(Experiment experiment, Instant now) {
        Budget budget = experiment.plan().terms().budget();
        return target(experiment, budget)
                .or(() -> stagnation(experiment, budget))
                .or(() -> duration(experiment, budget, now));
    }

    private static Optional<String> target(Experiment experiment, Budget budget) {
        Direction direction = experiment.plan().objective().direction();
        return experiment
                .bestValue()
                .filter(best -> budget.target() != null && direction.merit(best) >= direction.merit(budget.target()))
                .map(best -> "the target " + budget.target() + " is reached: trial "
                        + experiment.bestTrial().orElseThrow() + " has " + best);
    }

    private static Optional<String> stagnation(Experiment experiment, Budget budget) {
        Stagnation limit = budget.stagnation();
        int since = experiment.endedSinceProgress();
        return limit == null || since < limit.trials()
                ? Optional.empty()
                : Optional.of("the last " + since + (since == 1 ? " trial" : " trials") + " found nothing better"
                        + (limit.by() == 0 ? "" : " by more than " + limit.by()) + ", and budget.stagnation allows "
                        + limit.trials());
    }

    private static Optional<String> duration(Experiment experiment, Budget budget, Instant now) {
        Optional<Duration> longest = budget.longest();
        return longest.filter(limit -> experiment.ranFor(now).compareTo(limit) >= 0)
                .map(limit -> "it has run for maxDuration, " + budget.maxDuration());
    }
}
