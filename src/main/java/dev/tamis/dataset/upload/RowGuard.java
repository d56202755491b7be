package dev.tamis.dataset.upload;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses a row that does not end. A parser keeps the row that it is at in memory, and a line without an end, a billion columns or a quote that
 * nobody closes are all one row.
 */
final class RowGuard extends FilterReader {

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
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int more) {
        count += more;
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
