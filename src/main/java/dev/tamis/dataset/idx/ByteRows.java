package dev.tamis.dataset.idx;

import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.LabeledData;
import java.util.Objects;

/** Rows of unsigned bytes, a quarter of what floats would take; each byte is scaled to [0, 1] when it is read. */
final class ByteRows implements LabeledData {

    private static final float LARGEST = 255f;

    private final byte[] values;

    private final byte[] labels;

    private final int features;

    private final int classes;

    /**
     * @param values row after row, {@code features} bytes each
     * @param labels one byte per row
     */
    ByteRows(byte[] values, byte[] labels, int features, int classes) {
        if ((long) labels.length * features != values.length) {
            throw new CorruptDataset("labels * features = values must hold, but got " + labels.length + " labels, "
                    + features + " features, " + values.length + " values");
        }
        for (int row = 0; row < labels.length; row++) {
            if (Byte.toUnsignedInt(labels[row]) >= classes) {
                throw new CorruptDataset("label < " + classes + " must hold, but row " + row + " has "
                        + Byte.toUnsignedInt(labels[row]));
            }
        }
        this.values = values;
        this.labels = labels;
        this.features = features;
        this.classes = classes;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int row) {
        return Byte.toUnsignedInt(labels[row]);
    }

    @Override
    public void copyFeatures(int row, float[] target, int offset) {
        int first = Objects.checkIndex(row, labels.length) * features;
        for (int i = 0; i < features; i++) {
            target[offset + i] = Byte.toUnsignedInt(values[first + i]) / LARGEST;
        }
    }
}
