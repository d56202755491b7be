/**
 * Activations: for each one file that tells what it computes, forward and backward, and one line in {@link
 * dev.tamis.mlp.activation.Activation}. Why so is told at the optimizers, which are built alike.
 */
package dev.tamis.mlp.activation;
