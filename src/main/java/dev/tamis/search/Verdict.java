package dev.tamis.search;

/** What the evidence says about a parameter's range. */
public enum Verdict {
    /** Good trials concentrate inside the range. */
    NARROW,
    /** Good trials touch an edge: better values may lie beyond. */
    EXTEND,
    /** Good trials concentrate at an edge: cut the far side, extend beyond the near one. */
    SHIFT,
    /** No sufficient evidence: the range stays. */
    KEEP
}
