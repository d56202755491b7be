/**
 * Multi-layer perceptrons: what is trained and what a trainer promises, without the library that does it.
 *
 * <p>{@link dev.tamis.mlp.Hyperparameter} is the one list of names, types, legal ranges and defaults: validation,
 * documentation and {@link dev.tamis.mlp.MlpSpec} all read it.
 */
package dev.tamis.mlp;
