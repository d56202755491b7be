package dev.tamis.dataset.table;

/** A table that is about to be stored: all that {@link TableWriter} needs of one, wherever it comes from. */
public interface Table {

    /** Number of features of each row. */
    int features();

    /** Number of classes; labels are 0 .. classes - 1. */
    int classes();

    /** Number of rows. */
    int rows();

    /** The label of a row. */
    int label(int row);

    /** What the values of the features are, of all rows together. */
    RowValues values();

    /** Shows all rows, from the first to the last; as often as asked for. */
    void forEachRow(Visitor visitor);

    /** Sees rows. */
    interface Visitor {

        /** @param features in the order of the columns; the array is used again for the next row */
        void row(int number, double[] features);
    }
}
