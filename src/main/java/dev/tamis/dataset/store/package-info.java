/**
 * Uploaded datasets in the database: the one part of {@code dataset} that knows Spring and SQL.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Uploads live in the database that every node has anyway. So a dataset is on every node at the moment its upload is answered, comes and
 *       goes in one transaction with its name, and is in the same backup as the experiments that used it. Rejected: a shared volume or an
 *       object store, one more thing to set up, secure and back up, whose files and rows can disagree.
 *   <li>The rows are one stream of bytes ({@code table}) cut into chunks: neither H2 nor PostgreSQL's driver ever holds more than one of
 *       them. Rejected: a row for each row of the table (ten times the room), and large objects (each database has its own kind).
 *   <li>What is kept in memory is keyed by content (SHA-256), which never changes. A name that was removed and given away again leads to
 *       other content and so to another entry; and an experiment finds the content that it was submitted with, or nothing.
 *   <li>Rows on the heap are softly held: read when a worker needs them, dropped when the heap is full. No setting has to bound
 *       the cache.
 *   <li>Names are each owner's own. People find datasets by who they are ({@code UploadedDatasets.get}), trainers by owner, name and
 *       content: what was submitted trains on, whoever may see the dataset by then. Rejected: one name for all, by which everybody
 *       learns what others have by trying to take it.
 *   <li>A removed dataset is gone with its row; its chunks are cleared away afterwards, a few at a time.
 *   <li>All datasets together have a bound ({@code Room}): each takes its room before anything of it is written, under one lock of the
 *       database for all nodes, which is held for a moment and not while rows are written. Removed ones count until their rows are cleared
 *       away, or uploading and removing in turns would fill the disk. Rejected: a sum that is compared after writing (eight uploads at
 *       a time fill the disk first), a counter (a node that dies in between leaves it wrong for ever), and the lock while
 *       writing (uploads would wait for each other for seconds, longer than H2 lets them).
 * </ul>
 */
package dev.tamis.dataset.store;
