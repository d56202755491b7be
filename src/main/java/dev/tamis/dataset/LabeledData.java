package dev.tamis.dataset;

/** Rows of features with their labels, in a fixed order. Immutable and safe to read from many threads. */
public interface LabeledData {

    /** Number of rows. */
    int size();

    /** Number of features of each row. */
    int features();

    /** Number of classes; labels are 0 .. classes - 1. */
    int classes();

    /** The label of a row. */
    int label(int row);

    /**
     * Writes the features of a row, scaled to [0, 1] where the dataset has bounds, as {@code features()} floats.
     *
     * @param offset where in the target the first one goes
     */
    void copyFeatures(int row, float[] target, int offset);
}
