package dev.tamis.dataset.upload;

import dev.tamis.dataset.table.StoredTable;

/**
 * How large a table may be. What is read of one beyond that is thrown away at once, so that no file can fill a node's memory.
 *
 * @param unpackedBytes of each file, once unpacked
 * @param rows of both files together
 * @param columns with the label's
 * @param cells feature values in all; a worker holds them in its heap, 4 bytes each, or 1 where all are whole numbers from 0 to 255
 * @param classes different labels
 * @param storedBytes of the rows as the database keeps them, and a worker's heap
 * @param packing how many times as large a packed file may become
 */
public record UploadLimits(
        long unpackedBytes, int rows, int columns, long cells, int classes, long storedBytes, int packing) {

    /** What one of the longest numbers takes, and its comma. */
    private static final int CELL = 64;

    /** More than a parser reads at a time, which is none of the row's business. */
    private static final int READ_AHEAD = 1 << 15;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    public UploadLimits {
        if (unpackedBytes < 1
                || rows < 2
                || columns < 2
                || classes < 2
                || cells < 1
                || cells > LARGEST_ARRAY
                || storedBytes < 1
                || packing < 1) {
            throw new IllegalArgumentException(
                    "unpackedBytes, storedBytes and packing >= 1, rows, columns and classes >= 2 and 1 <= cells <= "
                            + LARGEST_ARRAY + " must hold, but got unpackedBytes=" + unpackedBytes + ", rows=" + rows
                            + ", columns=" + columns + ", classes=" + classes + ", cells=" + cells + ", storedBytes="
                            + storedBytes + ", packing=" + packing);
        }
        if (classes > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "classes <= " + Short.MAX_VALUE + " must hold, but got classes=" + classes);
        }
    }

    /** Characters of a row that is still read: a table of short lines can have no row that is longer. */
    long rowLength() {
        return READ_AHEAD + (long) CELL * columns;
    }

    /**
     * Rows so far, which are refused as soon as they are too many, or too much to be stored.
     *
     * @param field which of the files has the last of them
     * @param areBytes whether all values are whole numbers from 0 to 255
     */
    void requireRoom(String field, long rows, int features, boolean areBytes) {
        if (rows > this.rows) {
            throw new DatasetTooLarge(field, "must have at most " + this.rows + " rows, but has more");
        }
        if (rows * features > cells) {
            throw new DatasetTooLarge(
                    field,
                    "must have at most " + cells + " feature values, but has more with its " + features + " features");
        }
        if (StoredTable.bytes(rows, features, areBytes) > storedBytes) {
            throw new DatasetTooLarge(
                    field,
                    "must take at most " + storedBytes + " bytes as it is stored, 4 for each feature value"
                            + " or 1 where all are whole numbers from 0 to 255 in digits alone, but takes more with its "
                            + rows + " first rows of " + features + " features (tamis.datasets.max-stored-size)");
        }
    }
}
