package dev.tamis.backup;

/** A row of an archive is of the right types, and means nothing to the module whose table it is of. */
public final class MeaninglessRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String column;

    /**
     * @param column whose value means nothing
     * @param rule as what follows the column's name
     */
    public MeaninglessRow(String column, String rule) {
        super(rule);
        this.column = column;
    }

    String column() {
        return column;
    }
}
