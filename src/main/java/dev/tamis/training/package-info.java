/**
 * What is trained and what a trainer promises, without the library that does it.
 *
 * <p>{@link dev.tamis.training.Hyperparameter} is the one list of names, types, legal ranges and defaults: validation,
 * documentation and {@link dev.tamis.training.MlpSpec} all read it.
 */
package dev.tamis.training;
