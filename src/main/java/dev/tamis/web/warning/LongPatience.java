package dev.tamis.web.warning;

import dev.tamis.mlp.Hyperparameter;
import dev.tamis.space.NumericDomain;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Patience that no trial is long enough to lose. The best epoch is restored all the same, which may be what is meant. */
final class LongPatience implements Rule {

    @Override
    public Stream<Warning> warnings(Subject subject) {
        if (!subject.hasNetworks()) {
            return Stream.empty();
        }
        OptionalLong least = least(subject);
        long epochs = (long) subject.largest(Hyperparameter.EPOCHS);
        // Lost in epoch 1 + patience at the earliest; where that is the last one, it would have been over anyway.
        if (least.isEmpty() || least.getAsLong() + 1 < epochs) {
            return Stream.empty();
        }
        return Stream.of(new Warning(
                WarningCode.LONG_PATIENCE,
                subject.field(Hyperparameter.PATIENCE),
                "patience ends no trial, for none has more than " + epochs
                        + " epochs; what is evaluated is the best of them"));
    }

    /** Of all that is patience at all. */
    private static OptionalLong least(Subject subject) {
        LongStream ranges = subject.domain(Hyperparameter.PATIENCE).stream()
                .filter(NumericDomain.class::isInstance)
                .mapToLong(each -> Math.max(1, (long) ((NumericDomain) each).lowest()));
        LongStream others =
                subject.choices(Hyperparameter.PATIENCE).stream().mapToLong(each -> ((Number) each).longValue());
        return LongStream.concat(ranges, others).filter(each -> each > 0).min();
    }
}
