/**
 * Where to try next by a Gaussian process: a fit of its hyperparameters, its posterior, and the search for the place that promises most.
 *
 * <p>Functions over vectors of {@code cube}: no sampler, no history, no seed but a generator that comes in. Nothing runs in parallel, and
 * nothing depends on time or on the order of a hash map.
 */
package dev.tamis.search.sampler.gp;
