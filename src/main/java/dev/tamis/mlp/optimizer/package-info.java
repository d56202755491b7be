/**
 * Optimizers: for each one file that tells what it reads, what it keeps and how it updates, and one line in {@link
 * dev.tamis.mlp.optimizer.Optimizer}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The catalogue is an enum whose constants carry a rule each: JSON, the OpenAPI document and tests read it as it is, and a
 *       rule is a type of its own. Rejected: an enum with the rules in its constants' bodies (one file for all of them), and classes
 *       looked up by name (each reader of JSON would need the look-up).
 *   <li>The code of an update stands beside what it keeps, in the dialect of the program that it becomes a part of, because the two
 *       change together. What turns it into a program is {@code djl}'s business: nothing here knows a library.
 *   <li>Coefficients are numbers by their names in the API. A new one needs no field anywhere.
 * </ul>
 */
package dev.tamis.mlp.optimizer;
