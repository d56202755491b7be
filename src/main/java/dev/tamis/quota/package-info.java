/**
 * How much one owner may have, and all together: figures, and what is said where they do not suffice. What is counted, and where, is the
 * business of whoever has it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The first admin has no limits of their own, unless they are set by name: a service on a laptop asks nobody who they are, and
 *       is one person's, whom nobody else waits for. What bounds all together bounds them too.
 *   <li>What stands on a disk is admitted before it is there, by what a plan may come to at most: a submission that is taken can be
 *       trained to its end. Rejected: counting what is stored, which refuses when it is too late.
 *   <li>What is too much for now and passes by itself waits (trials in training); what stays until somebody removes it is refused
 *       (experiments, storage).
 *   <li>A nearly full disk takes nothing new, so that what runs can be written to its end, and people can still end and delete. Rejected: to
 *       let the database find out, which closes itself in the middle of what everybody does.
 *   <li>A restore locks the row that whoever stores something new goes through ({@link dev.tamis.quota.Turnstile}), and puts another one
 *       in its place: experiments, search spaces, datasets and tokens that come meanwhile are refused, after seconds, for what was
 *       asked of the service of before is not what the archive's people want. Rejected: to let them wait, each with a connection, for
 *       as long as a large archive takes; a table of what is under way, which a node that dies would leave behind.
 *   <li>What comes too fast is refused with the time to wait, by a bucket for each person that fills evenly: a burst, such as a page's, is
 *       served. Rejected: a count for each second or minute (twice as many at its edge, and none for the rest of it).
 * </ul>
 */
package dev.tamis.quota;
