package dev.tamis.web.warning;

import java.util.stream.Stream;

/** Ranked by a clock: the same submission gives other trials, or others in front, each time. */
final class DependsOnTime implements Rule {

    @Override
    public Stream<Warning> warnings(Subject subject) {
        return subject.plan().timed().stream()
                .map(field -> new Warning(
                        WarningCode.NOT_REPRODUCIBLE,
                        field,
                        "trainingSeconds is a time on a clock, which no second run has again: how trials are ranked, and what a sampler"
                                + " that learns tries next, is not reproducible"));
    }
}
