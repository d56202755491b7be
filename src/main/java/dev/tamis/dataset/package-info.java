/**
 * Images (or any rows of features) with labels, and how they are split into train, validation and test.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Rows are handed out one at a time into the caller's array ({@link dev.tamis.dataset.LabeledData#copyFeatures}), so
 *       that MNIST stays 47 MB of bytes on the heap, not 188 MB of floats.
 *   <li>{@link dev.tamis.dataset.Split} has no test part: a trial cannot reach test data because nothing that it is given
 *       leads there. Test data have a type of their own.
 * </ul>
 */
package dev.tamis.dataset;
