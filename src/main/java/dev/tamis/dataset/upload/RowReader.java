package dev.tamis.dataset.upload;

import dev.tamis.space.Shown;
import java.util.List;

/** Turns the cells of rows into numbers and a label, and complains of those that are neither. */
final class RowReader {

    private static final int LONGEST_LABEL = 100;

    private final TableHeader header;

    private final Complaints complaints;

    RowReader(TableHeader header, Complaints complaints) {
        this.header = header;
        this.complaints = complaints;
    }

    /**
     * @param features where the numbers go, in the order of the columns
     * @return whether the row is as it must be
     */
    boolean read(long line, List<String> cells, double[] features) {
        int columns = header.columns().size();
        if (cells.size() != columns) {
            complaints.add(line, "must have " + columns + " cells as the header has, but has " + cells.size());
            return false;
        }
        boolean good = checkLabel(line, Cells.trimmed(cells.get(header.label())));
        int feature = 0;
        for (int column = 0; column < columns; column++) {
            if (column != header.label()) {
                double number = Cells.number(cells.get(column));
                if (Double.isNaN(number)) {
                    complain(line, column, cells.get(column));
                    good = false;
                }
                features[feature++] = number;
            }
        }
        return good;
    }

    /** The label of a row that has as many cells as it must. */
    String label(List<String> cells) {
        return Cells.trimmed(cells.get(header.label()));
    }

    private boolean checkLabel(long line, String label) {
        if (label.isEmpty()) {
            complaints.add(line, header.label() + 1, header.labelName(), "must name a class, but is empty");
        } else if (label.codePointCount(0, label.length()) > LONGEST_LABEL || Shown.holdsControls(label)) {
            complaints.add(
                    line,
                    header.label() + 1,
                    header.labelName(),
                    "a class must have at most " + LONGEST_LABEL
                            + " characters, and none that control how it is shown, but got "
                            + Complaints.quoted(label));
        } else {
            return true;
        }
        return false;
    }

    private void complain(long line, int column, String cell) {
        complaints.add(
                line,
                column + 1,
                header.columns().get(column),
                cell.isEmpty()
                        ? "must be a number, but is empty"
                        : "must be a finite decimal number within " + Float.MAX_VALUE + ", but got "
                                + Complaints.quoted(cell));
    }
}
