/**
 * Server-Sent Events: an experiment as it changes.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Who follows events from a number ahead of the experiment's is told to begin again; who polls is refused. Refused, a
 *       browser would reconnect with the same number for ever.
 *   <li>Nobody waits for a client that does not read ({@link dev.tamis.web.event.EventStream}): events are written where the
 *       client can take them, and one that has not taken what it was told before is told nothing; changes gather in the database,
 *       and it hears of them all at once. So there is no queue to bound. Rejected: Spring's emitter, which writes with a thread
 *       that waits (two clients that did not read held two pollers, and with them everybody, for as long as the server's timeout),
 *       and a pool of writers, which as many such clients hold up as it has threads.
 * </ul>
 */
package dev.tamis.web.event;
