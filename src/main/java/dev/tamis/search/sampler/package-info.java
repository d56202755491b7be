/**
 * Samplers: for each one file that tells its name, its settings, what they mean and what it draws, and one line in {@code
 * META-INF/services/dev.tamis.search.Sampler}.
 *
 * <p>A sampler is a record whose components are its settings. Requests are read into it, the database keeps it, answers and the
 * catalogue show it, all by its components: nothing outside its file names a sampler or a setting. Rejected: an enum of types, as
 * optimizers have (a plan would hold the type and everybody's settings, and a switch would put both together; and none could
 * be added by a test or by a jar on the class path), and Spring beans ({@code search} knows no container).
 *
 * <p>One that learns is asked for one point at a time, each with a history of its own: see {@link dev.tamis.search.Lag}. Rejected:
 * points in batches that share a history (what a trial is drawn from would depend on which trials happen to be drawn together),
 * and a sampler with a state that is told of results (it would have to be kept, and be the same on every node).
 *
 * <p>Several objectives and constraints are ranked for all of them by one order, {@link dev.tamis.search.pareto.Preference}. A sampler of one
 * objective says so ({@code takesSeveralObjectives}); constraints all take. What {@code GP} does beyond the order is told in {@code gp}.
 * {@code NSGA_II} keeps no population: parents are the best of all trials that have ended, so that a draw needs the history alone. Its
 * numbers were chosen on {@code ParetoTuningGround}, seeds 1000 to 1019, eight under way, 100 trials; some of them, shares of hypervolume
 * (the larger the better), and the least costs within constraints (the smaller):
 *
 * <pre>
 *   population  crossover  mutation   Kursawe  Fonseca  Srinivas  network   Gramacy  bowl in a corner
 *       10          5         20        .36      .19      1.05     .619       .697       116      as it is
 *       10          5          5        .33      .22      1.04     .620       .666       115
 *       10         20         20        .32      .21      1.05     .611       .692       116
 *       20          5         20        .31      .17      1.04     .612       .714       119
 *       40         20         20        .26      .09      0.99     .599       .754       121
 * </pre>
 *
 * <p>Mutation as weak as the paper's, for with 5 a space of one parameter is not searched finely enough. The population grows with the number of
 * trials: what is best for 100 would be too few for thousands.
 */
package dev.tamis.search.sampler;
