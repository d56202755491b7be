/**
 * The ranking of an experiment's trials. Read side; changes nothing.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The ranking is one query that walks the index {@code trial_rank}: the rank value is stored, already turned so that
 *       larger is better, when a trial completes, and so is what decides between equals. Rejected: sorting by the objective's column, which needs another index for
 *       each metric and direction.
 *   <li>A round's ranking walks the same index: the round's numbers are a range, so trials of other rounds are passed over
 *       without reading their rows. Rejected: an index by round, which every report would have to write.
 * </ul>
 */
package dev.tamis.leaderboard;
