/**
 * How an uploaded table is stored: written and read here and nowhere else, so that its layout is known to one room.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The order of the rows, and which are test rows, is part of what is stored, so that no later version can move a row from one part to
 *       the other.
 *   <li>Features are scaled with what training rows alone say, once, and before they become floats, which could not tell two timestamps
 *       apart. Whole numbers from 0 to 255, such as pixels, stay bytes and are scaled when they are read: a quarter of the room.
 *   <li>What is to be written comes as a {@link dev.tamis.dataset.table.Table}, not as the CSV files that it lies in: a second kind of file
 *       needs no second writer.
 * </ul>
 */
package dev.tamis.dataset.table;
