/**
 * Pruners: for each one file, and one line in {@code META-INF/services/dev.tamis.search.Pruner}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What a trial must reach is decided by the trials that came long enough before it ({@link dev.tamis.search.Headway}), so that it is
 *       a function of the plan alone. The usual asynchronous rules ask who has finished by now, which is another answer with every
 *       number of workers. Replayed on curves of the reference experiment (100 trials of 50 epochs, 16 in flight, seeds 0 to 3),
 *       successive halving by 3 from epoch 3 on: 17 % of the epochs where the distance grows with the epochs and is a quarter of a
 *       trial's number at first; 29 % where trials up to n - 16 must have ended; 25 % where the distance does not grow with the
 *       number.
 *   <li>A rung lets pass a share of all trials so far, not of those that came to it: 17 % in place of 31 %. The trials that start an
 *       experiment are compared with few, of which the best always pass; among those that came to the second rung they stay good for long.
 *   <li>Equal values are told apart as on the leaderboard: after three epochs a tenth of 100 validation rows is what many have.
 *   <li>A trial that gets no better has COMPLETED ({@link dev.tamis.search.pruner.Patience}): it may be the best. The others end it as PRUNED.
 * </ul>
 */
package dev.tamis.search.pruner;
