/**
 * Which trials are best where several things are wanted at a time: non-dominated fronts, hypervolume, crowding, and one order of preference
 * from them that leaderboards and samplers share. One point <i>dominates</i> another if it is nowhere worse and somewhere better. Merits are
 * turned so that larger is better; one, two or three of them.
 *
 * <p>Order of preference: constrained domination, K. Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II (IEEE
 * Transactions on Evolutionary Computation 2002), sections III and VI. Rejected: penalties added to merits (they need a weight that nobody
 * knows), and the sum of scaled objectives (which hides what is to be chosen between).
 *
 * <p>Fronts and hypervolumes are by sweeps that keep the stairs of what has been passed, O(n log^2 n) at most: of 100,000 trials with three
 * objectives they take less than a second ({@code FrontsTest} and {@code HypervolumeTest} have bounds). Rejected: the pairwise comparison of
 * the paper, O(n^2), an hour there, and hypervolumes by Monte Carlo, which would differ from one reading to the next.
 */
package dev.tamis.search.pareto;
