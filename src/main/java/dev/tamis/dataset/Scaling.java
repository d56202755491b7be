package dev.tamis.dataset;

/**
 * What is done to each feature, so that no feature outweighs another by its unit alone. What the factors follow from are training rows,
 * never test rows: a test row's part in them would be a look at it before the final evaluation.
 */
public enum Scaling {
    /** Values stay as they are. */
    NONE,
    /** Minus the mean, divided by the standard deviation (of the population). A constant feature becomes 0. */
    STANDARDIZE,
    /** Smallest to largest becomes 0 to 1. A constant feature becomes 0; test rows may lie outside. */
    MIN_MAX
}
