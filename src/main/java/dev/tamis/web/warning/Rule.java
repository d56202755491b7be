package dev.tamis.web.warning;

import java.util.stream.Stream;

/** Finds one kind of disappointment. */
interface Rule {

    /** What there is to say; empty for most experiments. */
    Stream<Warning> warnings(Subject subject);
}
