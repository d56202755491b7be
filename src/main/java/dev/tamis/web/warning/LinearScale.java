package dev.tamis.web.warning;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import java.util.Locale;
import java.util.stream.Stream;

/** A range of two decades or more, of a hyperparameter whose effect goes with its magnitude, on a linear scale. */
final class LinearScale implements Rule {

    private static final double DECADES = 2;

    @Override
    public Stream<Warning> warnings(Subject subject) {
        return subject.plan().trainer().tunables().stream()
                .filter(which -> which.legal().usualScale() == Scale.LOG)
                .filter(which -> subject.domain(which.key())
                        .filter(FloatDomain.class::isInstance)
                        .map(FloatDomain.class::cast)
                        .filter(LinearScale::isWide)
                        .isPresent())
                .map(which -> {
                    FloatDomain range =
                            (FloatDomain) subject.domain(which.key()).orElseThrow();
                    return new Warning(
                            WarningCode.LINEAR_SCALE,
                            "searchSpace." + which.key() + ".scale",
                            String.format(
                                    Locale.ROOT,
                                    "On the linear scale %.0f %% of the values lie above %.3g, in the last of %.1f decades;"
                                            + " set scale to log",
                                    100 * (range.high() - range.high() / 10) / (range.high() - range.low()),
                                    range.high() / 10,
                                    decades(range)));
                });
    }

    private static boolean isWide(FloatDomain range) {
        return range.scale() == Scale.LINEAR && range.low() > 0 && decades(range) >= DECADES - 1e-9;
    }

    private static double decades(FloatDomain range) {
        return Math.log10(range.high() / range.low());
    }
}
