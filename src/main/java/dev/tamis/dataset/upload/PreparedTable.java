package dev.tamis.dataset.upload;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetInfo.ClassRows;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.SplitRows;
import dev.tamis.dataset.table.RowOrder;
import dev.tamis.dataset.table.RowValues;
import dev.tamis.dataset.table.StoredTable;
import dev.tamis.dataset.table.TableWriter;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table that a client has brought, checked from the first cell to the last and ready to be stored. Of its rows only the labels are in memory: the
 * files are read five times: for the header, for the size, once to check them, once for the statistics that scale features, once to write the values.
 */
public final class PreparedTable {

    /** Fixed: the same file is always split the same way. */
    private static final Seed TEST_ROWS = new Seed(0).derive("test rows");

    private final Upload upload;

    private final TableScan scan;

    private final RowOrder order;

    private PreparedTable(Upload upload, TableScan scan, RowOrder order) {
        this.upload = upload;
        this.scan = scan;
        this.order = order;
    }

    /**
     * Checks a table.
     *
     * @param file its rows, with a header
     * @param testFile test rows with the same header; the upload's testShare, which would hold back rows of the file, counts only
     *     where there is none
     * @throws InvalidField if the file cannot be read as a table, or is too small
     * @throws InvalidFields naming line and column of the first handful of cells that are not as they must be
     * @throws DatasetTooLarge if it exceeds a limit
     */
    public static PreparedTable of(
            Upload upload, UploadSource file, Optional<UploadSource> testFile, UploadLimits limits) {
        TableScan scan = TableScan.of(upload, file, testFile, limits);
        return new PreparedTable(upload, scan, order(scan, upload.testShare()));
    }

    public String name() {
        return upload.name();
    }

    /** How many bytes {@link #writeTo} will write. */
    public long storedBytes() {
        return StoredTable.bytes(scan.rows(), scan.features(), scan.values() == RowValues.BYTES);
    }

    /**
     * Writes everything that results depend on.
     *
     * @return its SHA-256
     * @throws IOException if the target fails
     */
    public String writeTo(OutputStream target) throws IOException {
        return new TableWriter(scan, order, upload.scaling()).writeTo(target);
    }

    /**
     * What it is once it is stored.
     *
     * @param owner whose it is
     * @param sha256 what {@link #writeTo} answered
     */
    public DatasetInfo info(String owner, String sha256, Instant createdAt) {
        int classes = scan.classes();
        int[] training = new int[classes];
        int[] test = new int[classes];
        for (int i = 0; i < order.rows().length; i++) {
            int[] part = i < order.trainingRows() ? training : test;
            part[scan.label(order.rows()[i])]++;
        }
        List<ClassRows> perClass = IntStream.range(0, classes)
                .mapToObj(label -> new ClassRows(scan.classNames().get(label), training[label], test[label]))
                .toList();
        return new DatasetInfo(
                upload.name(),
                scan.features(),
                perClass,
                new DatasetOrigin.Uploaded(owner, scan.header().labelName(), upload.scaling(), createdAt, sha256));
    }

    /**
     * Rows of a file often come sorted by class, and experiments take the first of the training rows: so they are shuffled,
     * once and for all. Test rows keep the shares of the classes.
     */
    private static RowOrder order(TableScan scan, double testShare) {
        int rows = scan.fileRows();
        boolean ownFile = scan.rows() > rows;
        int test = ownFile ? 0 : (int) Math.round(rows * testShare);
        if (testShare > 0 && !ownFile && test == 0) {
            throw new InvalidField(
                    "testShare",
                    FieldCode.OUT_OF_RANGE,
                    "must hold back at least one of the " + rows + " rows, or be 0, but got " + testShare);
        }
        if (rows - test < 2) {
            throw new InvalidField(
                    rows < 2 ? "file" : "testShare",
                    FieldCode.OUT_OF_RANGE,
                    "must leave at least 2 rows, one to train and one to validate, but leaves " + (rows - test) + " of "
                            + rows);
        }
        SplitRows split = SplitRows.stratified(rows - test, test, scan::label, scan.classes(), TEST_ROWS.generator());
        return RowOrder.of(split.train(), split.validation(), IntStream.range(rows, scan.rows()));
    }
}
