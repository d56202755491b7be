package dev.tamis.dataset;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The columns of a table.
 *
 * @param columns their names, in order
 * @param label which of them holds the classes; all others are features
 */
record TableHeader(List<String> columns, int label) {

    private static final int LONGEST_NAME = 200;

    /**
     * Reads a header.
     *
     * @param label the name of the column that holds the classes; the last one's where it is empty
     * @throws InvalidFields if names are missing, double or too long, the label is none of them, or there is no feature
     * @throws DatasetTooLarge if there are too many columns
     */
    static TableHeader of(List<String> cells, Optional<String> label, CsvFile file, UploadLimits limits) {
        if (cells.size() > limits.columns()) {
            throw new DatasetTooLarge(
                    file.field(), "must have at most " + limits.columns() + " columns, but has " + cells.size());
        }
        List<String> names = cells.stream().map(String::strip).toList();
        Complaints complaints = new Complaints(file.field());
        checkNames(names, complaints);
        complaints.throwIfAny();
        return new TableHeader(names, labelAmong(names, label));
    }

    int features() {
        return columns.size() - 1;
    }

    String labelName() {
        return columns.get(label);
    }

    private static void checkNames(List<String> names, Complaints complaints) {
        if (names.size() < 2) {
            complaints.add("must have a column of classes and at least one of numbers, but the header has only "
                    + Complaints.quoted(names.get(0)) + "; are its cells separated by commas?");
            return;
        }
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                complaints.add(
                        "line 1, column " + (i + 1) + ": the header must name every column, but here is no name");
            } else if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                complaints.add("line 1, column " + (i + 1) + ": a column's name must have at most " + LONGEST_NAME
                        + " characters and no control characters, but got " + Complaints.quoted(name));
            } else if (first.putIfAbsent(name, i) != null) {
                complaints.add("line 1, column " + (i + 1) + ": names of columns must differ, but column "
                        + (first.get(name) + 1) + " is called " + Complaints.quoted(name) + " too");
            }
        }
        if (areNumbers(names)) {
            complaints.add("line 1: the first line must name the columns, but holds numbers: the header is missing");
        }
    }

    /** Numbers, but not those 0, 1, 2, ... that tools name columns by. */
    private static boolean areNumbers(List<String> names) {
        boolean numbers = names.stream().allMatch(name -> !Double.isNaN(Cells.number(name)));
        return numbers
                && IntStream.range(0, names.size())
                        .anyMatch(i -> Cells.number(names.get(i)) != Cells.number(names.get(0)) + i);
    }

    private static int labelAmong(List<String> names, Optional<String> label) {
        if (label.isEmpty()) {
            return names.size() - 1;
        }
        int index = names.indexOf(label.get().strip());
        if (index < 0) {
            throw new InvalidField(
                    "label",
                    FieldCode.NOT_ONE_OF,
                    "must be one of the columns " + shortened(names) + ", but got " + Complaints.quoted(label.get()));
        }
        return index;
    }

    private static String shortened(List<String> names) {
        return names.size() <= 20 ? names.toString() : names.subList(0, 20) + " and " + (names.size() - 20) + " more";
    }
}
