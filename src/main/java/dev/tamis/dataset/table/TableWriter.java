package dev.tamis.dataset.table;

import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.BitSet;

/** Writes a table as {@link StoredTable} describes. */
public final class TableWriter {

    private final Table table;

    private final RowOrder order;

    private final Scaling scaling;

    /**
     * @param order of the table's rows, and which of them are training rows
     * @param scaling what is done to the features, from training rows alone; bytes are scaled when they are read
     */
    public TableWriter(Table table, RowOrder order, Scaling scaling) {
        this.table = table;
        this.order = order;
        this.scaling = scaling;
    }

    /**
     * Writes everything that results depend on.
     *
     * @return the SHA-256 of what was written
     * @throws IOException if the target fails
     */
    public String writeTo(OutputStream target) throws IOException {
        MessageDigest digest = Sha256.digest();
        LittleEndian.Output output = new LittleEndian.Output(new DigestOutputStream(target, digest));
        FeatureScales scales = scales();
        writeHead(output, scales);
        try {
            table.forEachRow((row, features) -> writeRow(features, scales, output));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        output.flush();
        return Sha256.hex(digest);
    }

    /** From training rows alone. */
    private FeatureScales scales() {
        FeatureScales.Statistics statistics = new FeatureScales.Statistics(table.features());
        if (scaling != Scaling.NONE) {
            BitSet training = order.trainingSet();
            table.forEachRow((row, features) -> {
                if (training.get(row)) {
                    statistics.add(features);
                }
            });
        }
        return statistics.scales(scaling);
    }

    private void writeHead(LittleEndian.Output output, FeatureScales scales) throws IOException {
        output.putInt(StoredTable.FORMAT);
        output.putInt(table.features());
        output.putInt(table.classes());
        output.putInt(order.trainingRows());
        output.putInt(order.rows().length - order.trainingRows());
        output.putByte(table.values().ordinal());
        for (int row : order.rows()) {
            output.putInt(row);
        }
        for (int row = 0; row < table.rows(); row++) {
            output.putShort(table.label(row));
        }
        for (int i = 0; i < scales.shift().length; i++) {
            output.putDouble(scales.shift()[i]);
            output.putDouble(scales.factor()[i]);
        }
    }

    private void writeRow(double[] features, FeatureScales scales, LittleEndian.Output output) {
        try {
            for (int i = 0; i < features.length; i++) {
                if (table.values() == RowValues.BYTES) {
                    output.putByte((int) features[i]);
                } else {
                    output.putFloat(scales.scaled(i, features[i]));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
