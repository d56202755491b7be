/**
 * Images (or any rows of features) with labels, and how they are split into train, validation and test.
 *
 * <p>What other modules know of datasets stands here. Its rooms know it, and it knows none of them: {@code idx} has what comes with the
 * program, {@code upload} takes apart what clients bring, {@code table} is the form in which that is stored, {@code store} keeps it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Rows are handed out one at a time into the caller's array ({@link dev.tamis.dataset.LabeledData#copyFeatures}), so
 *       that MNIST stays 55 MB of bytes on the heap (47 to train, 8 to test), not 220 MB of floats.
 *   <li>{@link dev.tamis.dataset.Split} has no test part: a trial cannot reach test data because nothing that it is given
 *       leads there. Test data have a type of their own, {@link dev.tamis.dataset.FinalEvaluationData}; a flag or a third part
 *       of the split was rejected, because then only discipline would keep trials from it.
 *   <li>Rooms put test rows into a dataset and nobody but this package takes them out again
 *       ({@link dev.tamis.dataset.DatasetContent} has a public constructor and no public way to what was given to it): so rooms could be cut
 *       off without opening the door. Rejected: a public {@code Dataset.test()} that a rule forbids, for the type is there already.
 *   <li>{@link dev.tamis.dataset.Datasets} does not say what is built in, or it would know the room that has it: whoever lists
 *       all datasets, the store, asks both.
 *   <li>This package depends on {@code space} alone, for seeds and refusals, and on no library: Spring, SQL, people and quotas
 *       are known to the room {@code store}, CSV to {@code upload}.
 *   <li>A dataset's identity is the SHA-256 of everything that results depend on. Names can be given away again; experiments keep the
 *       SHA-256 and so their promise that the same submission gives the same answer.
 *   <li>A dataset is described without being loaded, so that an API node that only validates submissions holds no images.
 * </ul>
 */
package dev.tamis.dataset;
