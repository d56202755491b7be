/**
 * What answers have in common: pages and their order, numbers that JSON has none for, tags by which clients hear that nothing has
 * changed.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Answers that are polled have weak ETags ({@link dev.tamis.web.answer.Polled}), made of the address, of the program and of
 *       what the answer is made from ({@link dev.tamis.web.answer.Revisions}): one row without its JSON, read before the answer,
 *       which so can only be newer than its tag. The row's version goes up with whatever is told of an experiment; the times of
 *       its last report tell a database that was put back from what it was. The program is a hash of its classes, for commits do
 *       not tell builds apart. {@code Accept} and languages are no part of it, as there is one representation. Rejected: Spring's
 *       filter that hashes the answer (all of it is made first), and strong tags (the server packs answers, and the times go with
 *       the clock). Not by {@code WebRequest.checkNotModified}: it takes no {@code *} for GET, and leaves the tag on refusals.
 * </ul>
 */
package dev.tamis.web.answer;
