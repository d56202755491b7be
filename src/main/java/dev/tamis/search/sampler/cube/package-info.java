/**
 * Search spaces as vectors of numbers, in one place for all samplers that learn.
 *
 * <p>A number has its position on its domain's scale; a domain of at most 64 values is rounded within the vector, so that a model
 * sees the points which are tried and not those that it asked for (E. Garrido-Merchan and D. Hernandez-Lobato, Dealing with categorical
 * and integer-valued variables in Bayesian optimization, Neurocomputing 2020). A choice has a position too, and says of itself that
 * distances of positions mean nothing. Rejected: one coordinate for each choice (the same distances, of vectors several times as long).
 */
package dev.tamis.search.sampler.cube;
