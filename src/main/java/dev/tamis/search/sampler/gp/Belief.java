package dev.tamis.search.sampler.gp;

/**
 * What a model says of a place.
 *
 * @param meanSlopes derivatives of the mean, and of the deviation; empty where nobody asked for them
 */
record Belief(double mean, double deviation, double[] meanSlopes, double[] deviationSlopes) {}
