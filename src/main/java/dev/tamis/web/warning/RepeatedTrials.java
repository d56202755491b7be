package dev.tamis.web.warning;

import dev.tamis.space.Domain;
import java.util.stream.Stream;

/** A finite space with fewer points than trials that are drawn from it. A sampler that tries each point once has no more trials. */
final class RepeatedTrials implements Rule {

    @Override
    public Stream<Warning> warnings(Subject subject) {
        int trials = subject.plan().terms().budget().maxTrials();
        double points = 1;
        for (Domain domain : subject.plan().model().searched().domains().values()) {
            if (domain.cardinality().isEmpty()) {
                return Stream.empty();
            }
            points *= domain.cardinality().getAsLong();
        }
        return points >= trials
                ? Stream.empty()
                : Stream.of(new Warning(
                        WarningCode.REPEATED_TRIALS,
                        "budget.maxTrials",
                        "The space has " + (long) points + " points, so that some of the " + trials
                                + " trials are drawn twice; sampler GRID tries each point once"));
    }
}
