/**
 * What stands between the network and whoever answers: how many are served, for how long and in how much memory, whether they
 * read and send quickly or not. It knows no resource.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What large requests hold in memory is taken from one account of the node ({@link dev.tamis.web.http.WorkingMemory}), by
 *       estimate: six bytes for each byte of a body, a hundred for each of its values, ten for each character of a page. Limits
 *       for each request alone do not do, for two hundred are served at a time: 31 MB of empty objects ended a node with 512 MB,
 *       and so did ten pages of large search spaces. Rejected: a queue, in which small requests would wait behind large ones.
 *   <li>Query strings are looked over before anybody reads a parameter ({@link dev.tamis.web.http.QueryGuard}), for the server
 *       finds their faults only where somebody asks, and calls them faults of ours. No body is taken for parameters, whatever its
 *       type says.
 *   <li>Nobody waits for a client that takes an ordinary answer slowly ({@link dev.tamis.web.http.SlowReaders}): answers are gathered, and what
 *       does not fit a connection's buffers is handed over without a thread. They had been in memory before, as objects. Exports
 *       are not gathered, for the largest would be gigabytes: they are made piece by piece ({@link dev.tamis.web.http.Pieces}),
 *       each when those before are taken; a piece has 2,000 epochs at most, in the middle of a curve if need be (with whole curves
 *       of 30,000 epochs 8 clients that did not read held 49 MB), and each export takes its share of the memory for requests.
 *       Rejected: a shorter time to write, which clients outlive that take a byte now and then,
 *       and threads of their own for exports. Who answers without end, or too much, says so himself; told by the end of their
 *       paths, a dataset of the name {@code export} was one.
 *   <li>Nobody waits for a client that sends slowly ({@link dev.tamis.web.http.SlowBodies}): a body that is not there at once
 *       gathers without a thread, and has a time by which it is whole. Uploads are read with a thread each and have a few places;
 *       of a body that was refused before all of it had come nothing more is read ({@link dev.tamis.web.http.UnreadBodies}), and the
 *       answer says that the connection ends with it; the one place that writes refusals says so, and no controller.
 *       One of ten threads is kept for health
 *       ({@link dev.tamis.web.http.PlaceOfHealth}); who finds all others taken waits in a line, without a thread. Rejected: the
 *       server's own queue, in which health would wait too; to wait for a moment on the threads that are kept, which lets health
 *       wait and refuses a thousand pages that come back at once; a deadline alone, which 210 clients outlive who come again, and
 *       a port of its own for health as the only way, which a laptop does not have (clusters do: {@code management.server.port}).
 *   <li>Who asks before sending a body ({@code Expect: 100-continue}) is told to send it when somebody wants it
 *       ({@link dev.tamis.web.http.Expectation}): until then a token may be wrong and a body too large, and the refusal needs none of it.
 *       Rejected: the server's usual way, which lets everybody send before the first filter has looked.
 *   <li>A body that breaks off is told of by an exception of ours, from below the server
 *       ({@link dev.tamis.web.http.BrokenBodies}). Of its own the server takes note, and answers them in its words; whoever
 *       handled them found the answer begun, and each such client was a hundred lines in the log. Rejected: to find that out
 *       afterwards, where it looks like an answer of ours that breaks off.
 *   <li>The server's own call at the end of a chunked body is made by its loop ({@link dev.tamis.web.http.InTurn}). Made by the
 *       thread that serves the connection, as it is in Tomcat 11, it was a second processor for the same connection: it cut off
 *       whoever had closed his half (6 of 6), and answered a request sent behind the body before that of the body. Rejected:
 *       reading such bodies on threads of their own, which costs each piece a change of threads.
 *   <li>Who may be connected is counted in all and by address ({@link dev.tamis.web.http.Places}): no single client takes the
 *       places of all, where a proxy does not make all of them one.
 *   <li>Which addresses take larger bodies than others stands here ({@link dev.tamis.web.http.LargeBodies}), and their controllers
 *       take them from here: bodies are limited before anybody knows who will answer.
 * </ul>
 */
package dev.tamis.web.http;
