package dev.tamis.dataset.upload;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Shown;
import java.text.Normalizer;
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
        List<String> names = cells.stream().map(TableHeader::plain).toList();
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

    /** Names are compared without blanks around them, and letters with marks in their composed form (NFC). */
    private static String plain(String name) {
        return Normalizer.normalize(Cells.trimmed(name), Normalizer.Form.NFC);
    }

    /** Whether a feature is called what no number would be called. */
    boolean namesFeatures() {
        return IntStream.range(0, columns.size())
                .filter(i -> i != label)
                .anyMatch(i -> Double.isNaN(Cells.number(columns.get(i))));
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
            } else if (name.codePointCount(0, name.length()) > LONGEST_NAME || Shown.holdsControls(name)) {
                complaints.add("line 1, column " + (i + 1) + ": a column's name must have at most " + LONGEST_NAME
                        + " characters, and none that control how it is shown, but got " + Complaints.quoted(name));
            } else if (first.putIfAbsent(name, i) != null) {
                complaints.add("line 1, column " + (i + 1) + ": names of columns must differ, but column "
                        + (first.get(name) + 1) + " is called " + Complaints.quoted(name) + " too");
            }
        }
        if (areNumbers(names)) {
            complaints.add(
                    "line 1: the first line must name the columns, but holds numbers: is the header missing? Add a"
                            + " line of names such as a,b,c above it");
        }
    }

    /**
     * Numbers and what stands for a missing one, with or without a class beside them, but not those 0, 1, 2, ... that tools name
     * columns by. A row of data that is taken for the header would be lost without a word.
     */
    private static boolean areNumbers(List<String> names) {
        double[] numbers = names.stream()
                .mapToDouble(Cells::number)
                .filter(number -> !Double.isNaN(number))
                .toArray();
        long missing = names.stream().filter(Cells::isMissing).count();
        if (numbers.length == 0 || numbers.length + missing < names.size() - 1) {
            return false;
        }
        if (missing > 0) {
            return true;
        }
        boolean one = numbers.length == 1 && numbers[0] != 0 && numbers[0] != 1;
        return one || IntStream.range(0, numbers.length).anyMatch(i -> numbers[i] != numbers[0] + i);
    }

    private static int labelAmong(List<String> names, Optional<String> label) {
        if (label.isEmpty()) {
            return names.size() - 1;
        }
        int index = names.indexOf(plain(label.get()));
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
