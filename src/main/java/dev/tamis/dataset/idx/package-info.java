/**
 * The datasets that come with the program: MNIST, and the format that it comes in.
 *
 * <p>MNIST is a resource, verified by its SHA-256 when it is first used. A download at start was rejected: the service must run without a
 * network, and an experiment must mean the same images everywhere.
 */
package dev.tamis.dataset.idx;
