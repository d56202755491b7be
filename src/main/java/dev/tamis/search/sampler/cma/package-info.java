/**
 * An evolution strategy with covariance matrix adaptation, replayed from a round's results at each draw.
 *
 * <p>Functions over vectors of {@code cube}: no sampler and no seed but generators that come in. A draw needs no state of its own, for
 * what has become of the distribution follows from the results in the order of their numbers.
 *
 * <p>A generation is the next so many results by number, whatever distribution they were drawn from: with trials under way that is
 * not always the newest one. Such points are taken in as N. Hansen, Injecting external solutions into CMA-ES (2011), takes in others'.
 * Rejected: waiting for a whole generation (trials would wait for each other), and populations as large as the lag (see {@code Strategy}).
 */
package dev.tamis.search.sampler.cma;
