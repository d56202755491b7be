/**
 * Gets waiting trials trained: packs of them, by persistent tasks that outlive any node.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An experiment has <i>lanes</i>, as many as its parallel trials allow packs at a time. A lane is one task of
 *       db-scheduler: it claims the next pack, trains it, and goes on until nothing waits. So the queue holds a handful of
 *       tasks however many trials there are, parallelTrials needs no bookkeeping, and experiments share workers fairly: a
 *       lane steps back to the end of the queue after a couple of seconds. Rejected: one task for each pack (a 10,000-trial
 *       experiment would stand in front of everybody else, and bounding its parallelism would need a second mechanism).
 *   <li>Which trials form a pack is decided at submission, by number and graph shape. What is claimed together never
 *       depends on timing.
 *   <li>Training never waits for the database: results are buffered and written a few times a second by another thread,
 *       which also learns which trials have been taken away.
 *   <li>A claim is void once its token is gone from the trials' rows (see {@code experiment}); db-scheduler's own guard on
 *       executions is only what starts them.
 * </ul>
 */
package dev.tamis.scheduling;
