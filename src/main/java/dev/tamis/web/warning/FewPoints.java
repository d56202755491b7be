package dev.tamis.web.warning;

import dev.tamis.space.Shown;
import java.util.stream.Stream;

/** A finite space with fewer points than trials: fewer are tried, unless the submission asks for repeats. */
final class FewPoints implements Rule {

    @Override
    public Stream<Warning> warnings(Subject subject) {
        int trials = subject.plan().terms().budget().maxTrials();
        int most = subject.plan().mostTrials();
        return most == trials
                ? Stream.empty()
                : Stream.of(new Warning(
                        WarningCode.FEW_POINTS,
                        "budget.maxTrials",
                        "The space has " + Shown.count(most, "point") + ", so that the experiment ends after " + most
                                + " of its " + trials
                                + " trials; with budget.repeats it goes on and tries points again"));
    }
}
