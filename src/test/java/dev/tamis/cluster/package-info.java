/**
 * Several nodes on one PostgreSQL, each a process of its own, and what happens to them: kills, pauses of a process, the
 * database away.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nodes are started from the packaged jar and end as processes end. Rejected: several contexts in one JVM, which share a
 *       native library, a clock and a fate.
 *   <li>Tests look at the database, not at logs: what is written there is what a client will ever see.
 *   <li>Faults come when so many trials have ended, not when so many seconds have passed: a script does the same on a slow
 *       machine as on a fast one. Its seed is printed; {@code -Dtamis.chaos.seed=…} repeats it.
 *   <li>One cluster at a time: {@code ClusterIT} nests what would be classes of their own, since classes share the JVMs of a build,
 *       and each of a cluster's four or five processes has half a gigabyte. Rejected: a lock between the JVMs, at which one of
 *       them would wait and do nothing.
 *   <li>A node's name is its scheduler's name, for they all have the same host.
 * </ul>
 */
package dev.tamis.cluster;
