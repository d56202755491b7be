package dev.tamis.search;

/** On what a parameter's range may change. */
enum Basis {
    /** The parameter's own evidence is significant; most of it in the top share of the trials. */
    ALONE,
    /** The parameter's own evidence is significant; most of it in the few leaders. */
    LEADERS,
    /** Only together with other parameters is the evidence significant. */
    TOGETHER,
    /** Earlier rounds narrowed this range, and the latest trials are significantly better for it. */
    ONWARD,
    /** Nothing is significant. */
    NONE;

    boolean isOwn() {
        return this == ALONE || this == LEADERS;
    }
}
