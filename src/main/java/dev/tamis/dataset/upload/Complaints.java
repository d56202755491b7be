package dev.tamis.dataset.upload;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;

/** What is wrong with the cells of a file: the first handful, since a file of a million wrong cells has one mistake, not a million. */
final class Complaints {

    private static final int ENOUGH = 10;

    private static final int LONGEST_QUOTE = 40;

    private final String field;

    private final Violations violations = new Violations();

    private int count;

    /** @param field which of the files it is */
    Complaints(String field) {
        this.field = field;
    }

    /**
     * @param column number of the column, from 1 as in every spreadsheet
     * @param name its name
     * @throws dev.tamis.space.InvalidFields once there are enough
     */
    void add(long line, int column, String name, String rule) {
        add("line " + line + ", column " + column + " (" + name + "): " + rule);
    }

    void add(long line, String rule) {
        add("line " + line + ": " + rule);
    }

    void add(String rule) {
        violations.add(field, FieldCode.MALFORMED, rule);
        if (++count == ENOUGH) {
            violations.throwIfAny();
        }
    }

    void throwIfAny() {
        violations.throwIfAny();
    }

    /** What a file holds, fit to be shown: short, and without characters that move a cursor. */
    static String quoted(String cell) {
        return Shown.text(cell, LONGEST_QUOTE);
    }
}
