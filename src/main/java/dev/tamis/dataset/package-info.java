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
 *       JDK for the rest.
 *   <li>A dataset is described without being loaded, so that an API node that only validates submissions holds no images.
 * </ul>
 */
package dev.tamis.dataset;
