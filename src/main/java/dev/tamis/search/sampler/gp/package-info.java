/**
 * Where to try next by a Gaussian process: a fit of its hyperparameters, its posterior, and the search for the place that promises most.
 *
 * <p>Functions over vectors of {@code cube}: no sampler, no history, no seed but a generator that comes in. Nothing runs in parallel, and
 * nothing depends on time or on the order of a hash map.
 *
 * <p>Decided on the functions of {@code TuningGround} with 16 trials under way, seeds 1000 to 1003 or 1004, mean best of 100 above the minimum:
 *
 * <pre>
 *                                              Dixon-Price  Zakharov  ellipsoid  funnel
 *   first step of the fit a tenth as long          217         236        91       4.2
 *   the same, 80 evaluations of it                 167         200        28       5.6
 *   no warp                                        831         208        95       5.3
 *   only known places are the best to beat         147         321        93       4.5
 *   first step 1, then scaled by curvature         197         194        36       4.7
 *   and costs from the best one, not the median     94         222        26       4.3    as it is
 *   unit of costs a fiftieth, not a tenth           86         221        69       6.7
 * </pre>
 *
 * <p>Not measured yet: the loops of {@code Cholesky} against the library's decomposition, and batches by local penalisation.
 */
package dev.tamis.search.sampler.gp;
