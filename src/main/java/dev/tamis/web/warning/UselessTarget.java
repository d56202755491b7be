package dev.tamis.web.warning;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.search.Direction;
import dev.tamis.search.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A target that no network can reach, or that each reaches at once: an accuracy is a share, a mean cross entropy is not below 0, and of c
 * classes who guesses has an accuracy of 1 / c and a loss of ln c.
 */
final class UselessTarget implements Rule {

    private static final String FIELD = "budget.target";

    @Override
    public Stream<Warning> warnings(Subject subject) {
        Double target = subject.plan().terms().budget().target();
        if (target == null || !subject.hasNetworks()) {
            return Stream.empty();
        }
        Metric metric = subject.plan().objective();
        int best = metric.share() ? 1 : 0;
        if (isBetter(metric, target, best)) {
            return Stream.of(new Warning(
                    WarningCode.TARGET_OUT_OF_REACH,
                    FIELD,
                    "No " + metric.name() + " is " + (metric.direction() == Direction.MAXIMIZE ? "above " : "below ")
                            + best + ", so that the target ends nothing: all trials are tried"));
        }
        boolean isMeasuredOfRows = subject.plan().metrics().objectives().contains(metric.name());
        Optional<Double> guessed = subject.dataset()
                .filter(info -> isMeasuredOfRows)
                .map(DatasetInfo::classes)
                .map(classes -> guessed(metric, classes));
        return guessed.filter(value -> !isBetter(metric, target, value)).stream()
                .map(value -> new Warning(
                        WarningCode.TARGET_AT_ONCE,
                        FIELD,
                        String.format(
                                Locale.ROOT,
                                "Who guesses has a %s of about %.3g, which is as good as the target: the first trial that"
                                        + " completes is likely to end the experiment",
                                metric.name(),
                                value)));
    }

    private static boolean isBetter(Metric metric, double value, double than) {
        return metric.direction().merit(value) > metric.direction().merit(than);
    }

    private static double guessed(Metric metric, int classes) {
        return metric.share() ? 1.0 / classes : Math.log(classes);
    }
}
