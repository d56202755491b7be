package dev.tamis.dataset;

import java.io.Reader;
import org.apache.commons.io.input.ProxyReader;

/**
 * Refuses a row that does not end. A parser keeps the row that it is at in memory, and a line without an end, a billion columns or a quote that
 * nobody closes are all one row.
 */
final class RowGuard extends ProxyReader {

    private final String field;

    private final long limit;

    private long count;

    /** @param limit characters of a row; what the parser reads ahead is allowed on top */
    RowGuard(String field, Reader text, long limit) {
        super(text);
        this.field = field;
        this.limit = limit;
    }

    /** The parser is between two rows. */
    void nextRow() {
        count = 0;
    }

    @Override
    protected void afterRead(int read) {
        count += Math.max(0, read);
        if (count > limit) {
            throw tooLong(field, limit);
        }
    }

    static DatasetTooLarge tooLong(String field, long limit) {
        return new DatasetTooLarge(
                field,
                "has a row of more than " + limit
                        + " characters, longer than any of the columns that are allowed could"
                        + " make it; perhaps a quote is not closed, or the file is no CSV");
    }
}
