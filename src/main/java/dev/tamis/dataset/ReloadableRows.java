package dev.tamis.dataset;

import java.util.function.Supplier;

/** One part of rows that come and go; how many there are is known without them. */
final class ReloadableRows implements LabeledData {

    private final Supplier<LabeledData> rows;

    private final int size;

    private final DatasetInfo info;

    ReloadableRows(Supplier<LabeledData> rows, int size, DatasetInfo info) {
        this.rows = rows;
        this.size = size;
        this.info = info;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int features() {
        return info.features();
    }

    @Override
    public int classes() {
        return info.classes();
    }

    @Override
    public int label(int row) {
        return rows.get().label(row);
    }

    @Override
    public void copyFeatures(int row, float[] target, int offset) {
        rows.get().copyFeatures(row, target, offset);
    }
}
