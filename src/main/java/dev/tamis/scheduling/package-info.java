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
 *   <li>Every node tells the figures of the whole database (an autoscaler can ask API nodes while there is no worker), each
 *       its own work, and nobody another node's. The workload in them is lanes, not trials: a lane is what occupies a thread.
 *       Figures that cannot be had are NaN, never 0, which would tell an autoscaler to take all workers away.
 *   <li>Hooks in the code that trains are few: a trainer that counts wraps the real one, log fields are set around a claim's
 *       work. Rejected: an aspect, which hides what it does from whoever reads the code.
 * </ul>
 */
package dev.tamis.scheduling;
