package dev.tamis.dataset.table;

import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetContent;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.function.Supplier;

/**
 * An uploaded table as it is stored: everything that results depend on, and nothing else, so that the SHA-256 of these bytes is the
 * identity of the dataset. All numbers have their lowest byte first.
 *
 * <pre>
 * int     format, features, classes, training rows, test rows
 * byte    kind of the values: 0 bytes, 1 floats
 * int     for each row of both parts: its number in the files; training rows first
 * short   for each row of the files: its label
 * double  for each feature: shift, factor
 * values  for each row of the files: its features; floats are scaled, bytes are as they came
 * </pre>
 *
 * The order of the rows is written down, and not made anew from its seed, so that no later version can make it another.
 */
public final class StoredTable implements LabeledData {

    /** "TDS1". */
    static final int FORMAT = 0x31534454;

    private final FeatureScales scales;

    private final int classes;

    private final short[] labels;

    /** Null where the values are floats. */
    private final byte[] bytes;

    /** Null where the values are bytes. */
    private final float[] floats;

    /** How many bytes a table is that has so many rows. */
    public static long bytes(long rows, int features, boolean areBytes) {
        int head = 5 * Integer.BYTES + 1 + features * 2 * Double.BYTES;
        return head + rows * (Integer.BYTES + Short.BYTES + features * (areBytes ? 1L : Float.BYTES));
    }

    private StoredTable(FeatureScales scales, int classes, short[] labels, byte[] bytes, float[] floats) {
        this.scales = scales;
        this.classes = classes;
        this.labels = labels;
        this.bytes = bytes;
        this.floats = floats;
    }

    /**
     * A dataset whose rows lie somewhere as {@link TableWriter} wrote them. Reading them throws {@link CorruptDataset} if the bytes are
     * others than those that were written.
     *
     * @param content gives what was written as often as asked, each time from its beginning; whoever asks closes it
     */
    public static Dataset dataset(DatasetInfo info, Supplier<? extends InputStream> content) {
        return Dataset.softlyHeld(info, () -> read(content, info));
    }

    /**
     * Reads what is stored once, a piece in memory at a time, and makes nothing of it.
     *
     * @param content of which it closes nothing
     * @param length of it, in bytes
     * @throws CorruptDataset if it is none of that dataset
     */
    public static void check(DatasetInfo info, InputStream content, long length) {
        long training = info.perClass().stream()
                .mapToLong(DatasetInfo.ClassRows::trainingRows)
                .sum();
        long test = info.perClass().stream()
                .mapToLong(DatasetInfo.ClassRows::testRows)
                .sum();
        MessageDigest digest = Sha256.digest();
        DigestInputStream bytes = new DigestInputStream(content, digest);
        try {
            LittleEndian.Input input = new LittleEndian.Input(bytes);
            require(info, "format", FORMAT, input.getInt());
            require(info, "features", info.features(), input.getInt());
            require(info, "classes", info.classes(), input.getInt());
            require(info, "training rows", Math.toIntExact(training), input.getInt());
            require(info, "test rows", Math.toIntExact(test), input.getInt());
            boolean areBytes = input.getByte() == RowValues.BYTES.ordinal();
            // Before anything is made that is as long as there are rows.
            if (length != bytes(training + test, info.features(), areBytes)) {
                throw new CorruptDataset(info.name() + ": its rows do not take " + length + " bytes");
            }
            requireRows(info, Math.toIntExact(training + test), input);
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ArithmeticException truncated) {
            throw new CorruptDataset(info.name() + ": its stored rows end too early", truncated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Sha256.hex(digest).equals(info.origin().sha256())) {
            throw new CorruptDataset(info.name() + ": its stored rows have another SHA-256");
        }
    }

    private static void requireRows(DatasetInfo info, int rows, LittleEndian.Input input) throws IOException {
        BitSet seen = new BitSet(rows);
        for (int i = 0; i < rows; i++) {
            int number = input.getInt();
            if (number < 0 || number >= rows || seen.get(number)) {
                throw new CorruptDataset(info.name() + ": its rows are not each there once");
            }
            seen.set(number);
        }
        for (int i = 0; i < rows; i++) {
            int label = input.getShort();
            if (label < 0 || label >= info.classes()) {
                throw new CorruptDataset(info.name() + ": a row is of none of its classes");
            }
        }
    }

    private static DatasetContent read(Supplier<? extends InputStream> content, DatasetInfo info) {
        MessageDigest digest = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(new BufferedInputStream(content.get()), digest)) {
            DatasetContent rows = read(new LittleEndian.Input(bytes), info);
            String sha256 = info.origin().sha256();
            String found = Sha256.hex(digest);
            if (!found.equals(sha256)) {
                throw new CorruptDataset(
                        info.name() + ": SHA-256 of the stored rows must be " + sha256 + ", but is " + found);
            }
            return rows;
        } catch (EOFException truncated) {
            throw new CorruptDataset(info.name() + ": truncated, its stored rows end too early", truncated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatasetContent read(LittleEndian.Input input, DatasetInfo info) throws IOException {
        require(info, "format", FORMAT, input.getInt());
        require(info, "features", info.features(), input.getInt());
        require(info, "classes", info.classes(), input.getInt());
        require(info, "training rows", info.trainingRows(), input.getInt());
        require(info, "test rows", info.testRows(), input.getInt());
        boolean bytes = input.getByte() == RowValues.BYTES.ordinal();
        int rows = info.trainingRows() + info.testRows();
        int[] numbers = new int[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = input.getInt();
        }
        StoredTable table = table(input, info, rows, bytes);
        if (!input.atEnd()) {
            throw new CorruptDataset(info.name() + ": bytes follow the stored rows");
        }
        RowOrder order = new RowOrder(numbers, info.trainingRows());
        return DatasetContent.of(table, order.training(), order.test());
    }

    private static StoredTable table(LittleEndian.Input input, DatasetInfo info, int rows, boolean bytes)
            throws IOException {
        short[] labels = new short[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = input.getShort();
        }
        FeatureScales scales = new FeatureScales(new double[info.features()], new double[info.features()]);
        for (int i = 0; i < info.features(); i++) {
            scales.shift()[i] = input.getDouble();
            scales.factor()[i] = input.getDouble();
        }
        int values = rows * info.features();
        if (bytes) {
            byte[] raw = new byte[values];
            for (int i = 0; i < values; i++) {
                raw[i] = input.getByte();
            }
            return new StoredTable(scales, info.classes(), labels, raw, null);
        }
        float[] scaled = new float[values];
        for (int i = 0; i < values; i++) {
            scaled[i] = input.getFloat();
        }
        return new StoredTable(scales, info.classes(), labels, null, scaled);
    }

    private static void require(DatasetInfo info, String what, int expected, int found) {
        if (expected != found) {
            throw new CorruptDataset(info.name() + ": " + what + " must be " + expected + ", but is " + found);
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int features() {
        return scales.shift().length;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int row) {
        return labels[row];
    }

    @Override
    public void copyFeatures(int row, float[] target, int offset) {
        int features = features();
        int first = row * features;
        if (floats != null) {
            System.arraycopy(floats, first, target, offset, features);
            return;
        }
        for (int i = 0; i < features; i++) {
            target[offset + i] = scales.scaled(i, Byte.toUnsignedInt(bytes[first + i]));
        }
    }
}
