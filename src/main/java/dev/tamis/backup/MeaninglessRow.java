package dev.tamis.backup;

/** A row of an archive is of the right types, and means nothing to the module whose table it is of. */
public final class MeaninglessRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String row;
    private final String column;

    private MeaninglessRow(String row, String column, String rule) {
        super(rule);
        this.row = row;
        this.column = column;
    }

    /**
     * The row that is being read.
     *
     * @param column whose value means nothing
     * @param rule as what follows the column's name
     */
    public MeaninglessRow(String column, String rule) {
        this("", column, rule);
    }

    /**
     * One of those that were read before.
     *
     * @param row which of which table
     */
    public static MeaninglessRow of(String row, String column, String rule) {
        return new MeaninglessRow(row, column, rule);
    }

    String row() {
        return row;
    }

    String column() {
        return column;
    }
}
