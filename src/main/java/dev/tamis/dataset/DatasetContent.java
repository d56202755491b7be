package dev.tamis.dataset;

/**
 * Everything there is of a dataset. Whoever loads rows can put them in, but only this package takes them out again: what came out here would
 * lead to the test rows.
 */
public final class DatasetContent {

    private final LabeledData training;

    private final LabeledData test;

    /**
     * @param training the rows that experiments split
     * @param test the rows of final evaluations
     */
    public DatasetContent(LabeledData training, LabeledData test) {
        this.training = training;
        this.test = test;
    }

    /**
     * Of one table that holds both.
     *
     * @param training numbers of the table's rows that experiments split, in order; the array is kept
     * @param test numbers of the rows of final evaluations, in order; the array is kept
     */
    public static DatasetContent of(LabeledData table, int[] training, int[] test) {
        return new DatasetContent(new SelectedRows(table, training), new SelectedRows(table, test));
    }

    LabeledData training() {
        return training;
    }

    LabeledData test() {
        return test;
    }
}
