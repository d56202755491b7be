/**
 * Takes apart what a client brings: CSV in, a checked table out, that can be stored.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An upload is read several times and never held: its header, its size, each cell to check it, the training rows for their
 *       statistics, and all to write the values. A row that does not end is given up, so that memory is bounded by the limits and
 *       not by the file. Rejected: one pass into memory (a few megabytes of gzip can hold gigabytes) and a temporary file
 *       of parsed numbers (twice the disk, for a few seconds of parsing).
 *   <li>The rows of an upload are shuffled, for files often come sorted by class and experiments take the first rows; test rows keep the
 *       shares of the classes.
 *   <li>What a table will take is counted while it is read ({@link dev.tamis.dataset.upload.UploadLimits}), as bytes of the database and of a
 *       worker's heap: limits for the file alone let 2 MB of gzip become 864 MB. Two fifths of a heap may hold a table, and a
 *       submission is refused where the smallest worker's cannot: each of its trials would fail, with a reason that nobody expects.
 *   <li>How large a table is, is counted byte by byte ({@code TableSize}) before any cell is looked at, and a file that
 *       unpacks to far more than tables do is given up at its beginning ({@code Gunzip}). With the parser, a refused
 *       gigabyte took 23 s; now 0.1 s for a bomb of zeros, and no more than 2 s of a processor for what is packed least well. Rejected:
 *       the size that gzip itself writes down, for it can lie; and a bound on the time of a refusal, which on a slow
 *       machine would refuse what a fast one takes.
 * </ul>
 */
package dev.tamis.dataset.upload;
