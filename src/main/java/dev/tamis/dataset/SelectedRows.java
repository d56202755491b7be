package dev.tamis.dataset;

/** Some rows of another dataset, in an order of their own; nothing is copied. */
final class SelectedRows implements LabeledData {

    private final LabeledData source;

    private final int[] rows;

    /** @param rows indices into the source; the array is kept, callers hand it over */
    SelectedRows(LabeledData source, int[] rows) {
        this.source = source;
        this.rows = rows;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int features() {
        return source.features();
    }

    @Override
    public int classes() {
        return source.classes();
    }

    @Override
    public int label(int row) {
        return source.label(rows[row]);
    }

    @Override
    public void copyFeatures(int row, float[] target, int offset) {
        source.copyFeatures(rows[row], target, offset);
    }
}
