package dev.tamis.web.warning;

import java.util.Locale;
import java.util.stream.Stream;

/** An accuracy of n rows has a standard error of up to sqrt(1/4 / n), that of a binomial share: 5 points for 100 rows. */
final class SmallValidation implements Rule {

    private static final double LARGEST_ERROR = 0.05;

    @Override
    public Stream<Warning> warnings(Subject subject) {
        if (!subject.hasNetworks()) {
            return Stream.empty();
        }
        int rows = subject.plan().validatedRows();
        double error = Math.sqrt(0.25 / rows);
        return error <= LARGEST_ERROR
                ? Stream.empty()
                : Stream.of(new Warning(
                        WarningCode.SMALL_VALIDATION,
                        "dataset.validationSize",
                        String.format(
                                Locale.ROOT,
                                "An accuracy of %d rows has a standard error of up to %.0f points, so that chance ranks trials;"
                                        + " from 100 rows on it is at most 5",
                                rows,
                                100 * error)));
    }
}
