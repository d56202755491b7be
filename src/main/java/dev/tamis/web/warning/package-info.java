/**
 * What is legal and will disappoint: each rule one class, each with a code that stays.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Warnings follow from the plan and the description of its dataset alone, and are found anew with each answer: they cost
 *       microseconds, so that a rule that is mended is mended for experiments of old, too. Rejected: storing them.
 *   <li>No rule loads a row: whether a class is missing is told from the shares of the classes. Rejected: counting labels, which
 *       would have a node that only takes submissions hold images.
 * </ul>
 */
package dev.tamis.web.warning;
