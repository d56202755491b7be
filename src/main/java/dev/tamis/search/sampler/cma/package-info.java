/**
 * An evolution strategy with covariance matrix adaptation, replayed from a round's results at each draw.
 *
 * <p>Functions over vectors of {@code cube}: no sampler and no seed but generators that come in. A draw needs no state of its own, for
 * what has become of the distribution follows from the results in the order of their numbers.
 *
 * <p>A generation is the next so many results by number, whatever distribution they were drawn from: with trials under way that is
 * not always the newest one. Such points are taken in as N. Hansen, Injecting external solutions into CMA-ES (2011), takes in others'.
 * Rejected: waiting for a whole generation (trials would wait for each other), and populations as large as the lag (see {@code Strategy}).
 *
 * <p>What is replayed are the latest 2,000 to 4,000 results: with all of them a draw would take the longer the more there are, which over 100,000
 * trials is hours. The first of them moves on by 2,000 at a time, and then the distribution begins anew around the best place before. Over
 * 6,000 trials with 8 under way, seeds 0 to 2, nothing is lost: Rosenbrock-5 below 0.0001 and Ackley-10 0.0012 ± .0001 as with all results. A draw
 * after 100,000 results of ten parameters takes 33 ms in place of 223. Rejected: a window that moves by one (each draw would have another distribution).
 */
package dev.tamis.search.sampler.cma;
