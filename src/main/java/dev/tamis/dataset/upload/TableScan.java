package dev.tamis.dataset.upload;

import dev.tamis.dataset.table.RowValues;
import dev.tamis.dataset.table.Table;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A table after its first reading: every cell has been checked, and the labels are known. */
final class TableScan implements Table {

    /** Fewer may well be classes with a row or two each, if hardly ones to learn from. */
    private static final int MANY_CLASSES = 20;

    private final TableHeader header;

    private final List<CsvFile> files;

    private final ClassNames.Order classes;

    /** Numbers of classes as they turned up. */
    private final short[] labels;

    private final int fileRows;

    private final RowValues values;

    private TableScan(TableHeader header, List<CsvFile> files, Reading reading, int fileRows) {
        this.header = header;
        this.files = files;
        this.classes = reading.names.order();
        this.labels = Arrays.copyOf(reading.labels, reading.rows);
        this.fileRows = fileRows;
        this.values = reading.bytes ? RowValues.BYTES : RowValues.FLOATS;
    }

    static TableScan of(Upload upload, UploadSource file, Optional<UploadSource> testFile, UploadLimits limits) {
        CsvFile first = new CsvFile("file", file, limits);
        Reading reading = new Reading(upload, limits);
        reading.read(first);
        int fileRows = reading.rows;
        reading.requireClasses();
        if (testFile.isEmpty()) {
            return new TableScan(reading.header, List.of(first), reading, fileRows);
        }
        CsvFile second = new CsvFile("testFile", testFile.get(), limits);
        reading.readTest(second);
        return new TableScan(reading.header, List.of(first, second), reading, fileRows);
    }

    TableHeader header() {
        return header;
    }

    /** Names of the classes, in the order of their labels. */
    List<String> classNames() {
        return classes.names();
    }

    @Override
    public int features() {
        return header.features();
    }

    @Override
    public int classes() {
        return classes.names().size();
    }

    /** Rows of all files. */
    @Override
    public int rows() {
        return labels.length;
    }

    /** Rows of the first file; those of the second come after them. */
    int fileRows() {
        return fileRows;
    }

    @Override
    public int label(int row) {
        return classes.labels()[labels[row]];
    }

    @Override
    public RowValues values() {
        return values;
    }

    /** Reads the files again. */
    @Override
    public void forEachRow(Visitor visitor) {
        double[] features = new double[header.features()];
        int[] row = {0};
        for (CsvFile file : files) {
            RowReader reader = new RowReader(header, new Complaints(file.field()));
            file.read((line, columns) -> {}, (line, cells) -> {
                reader.read(line, cells, features);
                visitor.row(row[0]++, features);
            });
        }
    }

    /** What has been found so far. */
    private static final class Reading {

        private final Upload upload;
        private final UploadLimits limits;
        private final ClassNames names = new ClassNames();
        private TableHeader header;
        private TableSize size;
        private double[] features;
        private short[] labels = new short[1024];
        private int rows;
        private boolean bytes = true;

        Reading(Upload upload, UploadLimits limits) {
            this.upload = upload;
            this.limits = limits;
        }

        void read(CsvFile file) {
            List<String> columns = file.header()
                    .orElseThrow(() -> new InvalidField(
                            file.field(), FieldCode.MISSING, "must have a header and rows, but is empty"));
            header = TableHeader.of(columns, upload.label(), file, limits);
            features = new double[header.features()];
            size = new TableSize(header, limits);
            file.measure(size);
            Complaints complaints = new Complaints(file.field());
            file.read((line, same) -> {}, (line, cells) -> add(line, cells, file, complaints));
            complaints.throwIfAny();
        }

        void readTest(CsvFile file) {
            int classes = names.size();
            int before = rows;
            file.header().ifPresent(columns -> requireSameColumns(columns, file));
            file.measure(size);
            Complaints complaints = new Complaints(file.field());
            file.read((line, same) -> {}, (line, cells) -> {
                add(line, cells, file, complaints);
                requireKnown(line, cells, classes, complaints);
            });
            complaints.throwIfAny();
            if (rows == before) {
                throw new InvalidField(file.field(), FieldCode.MISSING, "must have a header and rows, but has no row");
            }
        }

        void requireClasses() {
            if (rows == 0) {
                throw new InvalidField("file", FieldCode.MISSING, "must have rows, but has only a header");
            }
            requireHeader();
            requireRepetition();
            if (names.order().names().size() < 2) {
                throw new InvalidField(
                        "file",
                        FieldCode.OUT_OF_RANGE,
                        "must have at least 2 classes in the column " + header.labelName() + ", but all " + rows
                                + " rows are of class "
                                + Complaints.quoted(names.order().names().get(0)));
            }
        }

        /** A row of data that was taken for the header names a class where the header names the classes' column. */
        private void requireHeader() {
            if (!header.namesFeatures() && names.holds(header.labelName())) {
                throw new InvalidField(
                        "file",
                        FieldCode.MALFORMED,
                        "line 1: the first line must name the columns, but holds numbers and the class "
                                + Complaints.quoted(header.labelName())
                                + ": is the header missing? Add a line of names such as a,b,c above it");
            }
        }

        /** A column in which nearly every row has a value of its own holds measurements or names of rows: there is no class to learn. */
        private void requireRepetition() {
            int[] count = new int[names.size()];
            for (int row = 0; row < rows; row++) {
                count[labels[row]]++;
            }
            boolean numbers = names.areNumbers();
            int few = numbers ? 2 : 1;
            long rare = Arrays.stream(count).filter(each -> each <= few).count();
            if (count.length >= MANY_CLASSES && 2 * rare > count.length) {
                throw new InvalidField(
                        "file",
                        FieldCode.INVALID,
                        "must have a column of classes with several rows each, but of the " + count.length
                                + " different values of the column " + header.labelName() + " " + rare + " stand in "
                                + (numbers ? "one or two rows" : "one row") + ": "
                                + (numbers
                                        ? "they are measurements, not classes, and there is no regression yet; put them into"
                                                + " a few classes, or name another column with label"
                                        : "they name rows, not classes; name another column with label"));
            }
        }

        private void requireSameColumns(List<String> columns, CsvFile file) {
            TableHeader own = TableHeader.of(columns, Optional.empty(), file, limits);
            if (!own.columns().equals(header.columns())) {
                throw new InvalidField(
                        file.field(),
                        FieldCode.CONFLICT,
                        "must have the columns of file in the same order, but its header differs");
            }
        }

        private void requireKnown(long line, List<String> cells, int classes, Complaints complaints) {
            if (names.size() > classes && cells.size() == header.columns().size()) {
                complaints.add(
                        line,
                        header.label() + 1,
                        header.labelName(),
                        "must be a class of file, but got "
                                + Complaints.quoted(Cells.trimmed(cells.get(header.label()))));
                complaints.throwIfAny();
            }
        }

        private void add(long line, List<String> cells, CsvFile file, Complaints complaints) {
            RowReader reader = new RowReader(header, complaints);
            if (!reader.read(line, cells, features)) {
                return;
            }
            for (int i = 0; bytes && i < features.length; i++) {
                bytes = features[i] >= 0 && features[i] <= 255 && features[i] == Math.rint(features[i]);
            }
            limits.requireRoom(file.field(), rows + 1L, header.features(), bytes);
            if (rows == labels.length) {
                labels = Arrays.copyOf(labels, 2 * rows);
            }
            labels[rows++] = (short) names.numberOf(reader.label(cells));
            if (names.size() > limits.classes()) {
                throw new InvalidField(
                        file.field(),
                        FieldCode.OUT_OF_RANGE,
                        "must have at most " + limits.classes() + " classes, but the column " + header.labelName()
                                + " has more different values: are they classes, or measurements? Another column can be"
                                + " named with label");
            }
        }
    }
}
