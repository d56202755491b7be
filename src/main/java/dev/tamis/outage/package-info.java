/**
 * What a node stands on (its database, the disk below it, heap and file handles), and what it does while that gives way: it says
 * so once, refuses at once what needs it, and goes on by itself when it is mended.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>H2 closes its file for good when a write fails: every session answers "closed", says that it is valid, and stays in the
 *       pool, so that room on the disk changed nothing until a restart. A connection that has seen it is evicted; when the last
 *       one is gone H2 forgets the database, and the next connection opens it anew, from the last commit that was answered.
 *   <li>While the outage lasts the gate before the pool is shut ({@code GatedDataSource}): nobody waits five seconds for a
 *       connection that cannot come, nobody's write closes the file again, and one thread tries ({@code Mending}): first a file of
 *       its own beside the database, then the database. Where it breaks off again soon the next try asks for twice the room.
 *       Rejected: keeping the gate open for reads (in the pool nobody can tell a read from a write before it is made).
 *   <li>All connections in use is no outage: whoever waits for one of them waits, as before.
 *   <li>An outage is one line at its begin and one at its end. The libraries say each failure of each poll with a stack trace
 *       (38,910 lines in 25 s); whatever has a lost database as its cause is dropped in the meantime ({@code OneLine}).
 *       Rejected: switching off loggers (they have other things to say as well), and a rate (a line a second is a flood too).
 *   <li>Whether the home can be written, and has room, is looked at before anything is opened in it ({@code UsableHome}): the database
 *       and its pool said so in 250 lines, and promised to go on by themselves where the start was about to fail.
 *   <li>So is whether the heap can hold a service at all ({@code EnoughHeap}): with 48 MB a start took half a minute to die of it.
 *   <li>Health says the reason as a status's description, which is shown where details are not: words alone, no paths and
 *       no addresses, which only the log tells.
 *   <li>Clients' connections are handles too, and clients can open any number. They are capped by half of what is left of the limit once all
 *       is open that a start opens, less a reserve for what the settings let the node open later ({@code Handles}). Without the cap 200
 *       handles were gone with 183 clients, nobody new was answered, readiness was a 500, and where libraries are files side by
 *       side, the class for telling so could not be loaded: that ended the thread that accepts, for good. What the log says of a
 *       failure is said once at start, to nobody ({@code Rehearsal}). Rejected: refusing connections (the kernel's line serves them
 *       later), and a fixed reserve (it is what the settings let a node open).
 *   <li>Liveness fails where only a restart helps: a thread has died of memory, one that lets clients in has died of anything, or the disk is well and the file still does not
 *       open. A damaged file is not among it: a restart mends nothing, a backup put in its place does, without one.
 * </ul>
 */
package dev.tamis.outage;
