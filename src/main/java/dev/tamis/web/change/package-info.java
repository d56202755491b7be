/**
 * Those who wait for an experiment to change: one question to the database for all of them. What they are told is not known here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Events come from asking the database by change number, once per half second and followed experiment, not from the code
 *       that makes the changes: a follower may be on another node than the worker, and what it missed while it was away is the
 *       same question. Rejected: an in-process event bus (one node only) and the databases' own notifications (H2 has none).
 *   <li>Requests that wait ({@code ?wait=}) listen to the same polls. A script wants one of two things: the next change after
 *       those that it knows ({@code after}), or to hear no more until the experiment stops ({@code until=STOPPED}), which is a
 *       state and not an event, so that no stop between two requests can be missed. Rejected: waiting for a change of state since
 *       the request arrived, which misses the change just before it; and If-None-Match, which few scripts can send.
 *   <li>What is made of a change for those who hear of it, each room makes for itself ({@link dev.tamis.web.change.Snapshot}),
 *       once for all who want the same. Rejected: a snapshot that has views of everything, by which everything knew everything.
 * </ul>
 */
package dev.tamis.web.change;
