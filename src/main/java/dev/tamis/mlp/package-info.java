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
 *   <li>Patience watches the metric by which trials are compared while they train, so that its best epoch is the trial's best epoch, which
 *       stands in its row. Weights are not kept for it: training is deterministic, so whoever needs the best epoch's network trains it
 *       again up to there. Rejected: the validation loss whatever is ranked by, as in Keras (its best epoch would be another one than the
 *       one that {@code at: BEST} takes); a copy of the weights with each better epoch (memory in each pack for what one trial of an
 *       experiment needs).
 *   <li>An MLP's steps are its epochs, and its iterations the updates of its weights.
 * </ul>
 */
package dev.tamis.mlp;
