/**
 * The lecture's experiments that need no dataset.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Analyses are answered in the request: they take milliseconds and nothing of them is kept. Rejected: experiments of a
 *       kind of their own, with a state to poll.
 * </ul>
 */
package dev.tamis.web.analysis;
