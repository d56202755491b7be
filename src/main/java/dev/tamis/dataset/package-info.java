/**
 * Images (or any rows of features) with labels, and how they are split into train, validation and test.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Rows are handed out one at a time into the caller's array ({@link dev.tamis.dataset.LabeledData#copyFeatures}), so
 *       that MNIST stays 55 MB of bytes on the heap (47 to train, 8 to test), not 220 MB of floats.
 *   <li>{@link dev.tamis.dataset.Split} has no test part: a trial cannot reach test data because nothing that it is given
 *       leads there. Test data have a type of their own, {@link dev.tamis.dataset.FinalEvaluationData}; a flag or a third part
 *       of the split was rejected, because then only discipline would keep trials from it.
 *   <li>MNIST is a resource, verified by its SHA-256 when it is first used. A download at start was rejected: the service
 *       must run without a network, and an experiment must mean the same images everywhere.
 *   <li>The module depends on {@code space} for {@link dev.tamis.space.Seed} and {@link dev.tamis.space.InvalidField} alone, the
 *       JDK for the rest, and Commons CSV to take uploads apart. Where they lie is the business of the sub-package {@code store}.
 *   <li>An upload is read several times and never held: its header, its size, each cell to check it, the training rows for their
 *       statistics, and all to write the values. A row that does not end is given up, so that memory is bounded by the limits and
 *       not by the file. Rejected: one pass into memory (a few megabytes of gzip can hold gigabytes) and a temporary file
 *       of parsed numbers (twice the disk, for a few seconds of parsing).
 *   <li>The rows of an upload are shuffled, for files often come sorted by class and experiments take the first rows; test rows keep the
 *       shares of the classes. The order that came out is stored, so that no later version can move a row from one part to the other.
 *   <li>Features are scaled with what training rows alone say, once, and before they become floats, which could not tell two timestamps
 *       apart. Whole numbers from 0 to 255, such as pixels, stay bytes and are scaled when they are read: a quarter of the room.
 *   <li>A dataset's identity is the SHA-256 of everything that results depend on. Names can be given away again; experiments keep the
 *       SHA-256 and so their promise that the same submission gives the same answer.
 *   <li>A dataset is described without being loaded, so that an API node that only validates submissions holds no images.
 *   <li>What a table will take is counted while it is read ({@link dev.tamis.dataset.UploadLimits}), as bytes of the database and of a
 *       worker's heap: limits for the file alone let 2 MB of gzip become 864 MB. Two fifths of a heap may hold a table, and a
 *       submission is refused where the smallest worker's cannot: each of its trials would fail, with a reason that nobody expects.
 *   <li>How large a table is, is counted byte by byte ({@link dev.tamis.dataset.TableSize}) before any cell is looked at, and a file that
 *       unpacks to far more than tables do is given up at its beginning ({@link dev.tamis.dataset.Gunzip}). With the parser, a refused
 *       gigabyte took 23 s; now 0.1 s for a bomb of zeros, and no more than 2 s of a processor for what is packed least well. Rejected:
 *       the size that gzip itself writes down, for it can lie; and a bound on the time of a refusal, which on a slow
 *       machine would refuse what a fast one takes.
 * </ul>
 */
package dev.tamis.dataset;
