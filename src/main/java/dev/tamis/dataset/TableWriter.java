package dev.tamis.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.BitSet;

/** Writes a table as {@link StoredTable} describes. */
final class TableWriter {

    private final TableScan scan;

    private final RowOrder order;

    private final Scaling scaling;

    TableWriter(TableScan scan, RowOrder order, Scaling scaling) {
        this.scan = scan;
        this.order = order;
        this.scaling = scaling;
    }

    /** @return the SHA-256 of what was written */
    String writeTo(OutputStream target) throws IOException {
        MessageDigest digest = Sha256.digest();
        LittleEndian.Output output = new LittleEndian.Output(new DigestOutputStream(target, digest));
        FeatureScales scales = scales();
        writeHead(output, scales);
        try {
            scan.forEachRow((row, features) -> writeRow(features, scales, output));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        output.flush();
        return Sha256.hex(digest);
    }

    /** From training rows alone. */
    private FeatureScales scales() {
        FeatureScales.Statistics statistics =
                new FeatureScales.Statistics(scan.header().features());
        if (scaling != Scaling.NONE) {
            BitSet training = order.trainingSet();
            scan.forEachRow((row, features) -> {
                if (training.get(row)) {
                    statistics.add(features);
                }
            });
        }
        return statistics.scales(scaling);
    }

    private void writeHead(LittleEndian.Output output, FeatureScales scales) throws IOException {
        output.putInt(StoredTable.FORMAT);
        output.putInt(scan.header().features());
        output.putInt(scan.classes().size());
        output.putInt(order.trainingRows());
        output.putInt(order.rows().length - order.trainingRows());
        output.putByte(scan.values().ordinal());
        for (int row : order.rows()) {
            output.putInt(row);
        }
        for (int row = 0; row < scan.rows(); row++) {
            output.putShort(scan.label(row));
        }
        for (int i = 0; i < scales.shift().length; i++) {
            output.putDouble(scales.shift()[i]);
            output.putDouble(scales.factor()[i]);
        }
    }

    private void writeRow(double[] features, FeatureScales scales, LittleEndian.Output output) {
        try {
            for (int i = 0; i < features.length; i++) {
                if (scan.values() == RowValues.BYTES) {
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
