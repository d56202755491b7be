package dev.tamis.dataset.upload;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.table.StoredTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Small tables for tests, and the way they take through the service. */
public final class Csv {

    public static final UploadLimits ROOMY = new UploadLimits(1 << 20, 10_000, 100, 1_000_000, 50, 1 << 30, 100);

    private Csv() {}

    public static UploadSource text(String csv) {
        return bytes(csv.getBytes(StandardCharsets.UTF_8));
    }

    public static UploadSource bytes(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static Upload named(String name, double testShare, Scaling scaling) {
        return new Upload(name, Optional.empty(), testShare, scaling);
    }

    /** Rows "i, -i, c" of classes a, b and c in turn; sorted by class where asked for. */
    public static String numbered(int rows) {
        StringBuilder csv = new StringBuilder("x,y,class\n");
        for (int row = 0; row < rows; row++) {
            csv.append(row)
                    .append(',')
                    .append(-row)
                    .append(',')
                    .append("abc".charAt(row * 3 / rows))
                    .append('\n');
        }
        return csv.toString();
    }

    /** What a node gets back of a table, from the first reading to the last. */
    static Dataset stored(PreparedTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            String sha256 = table.writeTo(bytes);
            return StoredTable.dataset(
                    table.info("anna", sha256, Instant.EPOCH), () -> new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] row(LabeledData data, int row) {
        float[] features = new float[data.features()];
        data.copyFeatures(row, features, 0);
        return features;
    }
}
