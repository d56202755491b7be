/**
 * What an experiment has found out: leaderboard, importance, range suggestions, charts, exports, the final evaluation; and suggestions
 * for trials that clients bring.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Charts get columns ({@link dev.tamis.web.result.PointsView}) and thinned-out curves: 5,000 trials are half a megabyte in
 *       place of four, and an answer's size follows the screen, not the experiment.
 * </ul>
 */
package dev.tamis.web.result;
