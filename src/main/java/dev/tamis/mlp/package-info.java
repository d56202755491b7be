/**
 * Multi-layer perceptrons: what is trained and what a trainer promises, without the library that does it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@link dev.tamis.mlp.Hyperparameter} is the one list of names, types, legal ranges and defaults: validation, documentation and
 *       {@link dev.tamis.mlp.MlpSpec} all read it. It stays an enum, for code that means one of them; what experiments and clients see is
 *       the {@code Tunable} of each.
 *   <li>{@link dev.tamis.mlp.Mlp} is all that experiments know of networks. In turn this module sees of {@code experiment} the port and
 *       the values in it (plans, points, measurements, ends), and no row, claim or transaction: a test holds both. A point is made a
 *       network by whoever trains it. Rejected: a module of its own for the port (it speaks of plans, and would take half of {@code
 *       experiment} along), and measurements and ends of this module's own, turned into others on their way (a copy an epoch and trial,
 *       and two names for one thing).
 *   <li>An MLP's steps are its epochs, and its iterations the updates of its weights.
 * </ul>
 */
package dev.tamis.mlp;
