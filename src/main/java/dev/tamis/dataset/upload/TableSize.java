package dev.tamis.dataset.upload;

/**
 * Finds out how large a table is before any cell of it is made a text or a number, which takes ten times as long: a file that
 * is too large is refused for little. One byte at a time, in the way in which the parser will part it (RFC 4180, blanks around
 * cells allowed).
 */
final class TableSize {

    private static final byte[] KIND = new byte[256];

    private static final int TOO_LARGE = 256;

    /** Bytes of a character in UTF-8. */
    private static final int LONGEST_CHARACTER = 4;

    private static final int END_OF_CELL = 1;
    private static final int QUOTE = 2;
    private static final int BLANK = 3;
    private static final int DIGIT = 4;
    private static final int POINT = 5;

    static {
        KIND[','] = END_OF_CELL;
        KIND['\n'] = END_OF_CELL;
        KIND['\r'] = END_OF_CELL;
        KIND['"'] = QUOTE;
        KIND[' '] = BLANK;
        for (char blank : new char[] {'\t', 0x0b, '\f', 0x1c, 0x1d, 0x1e, 0x1f}) {
            KIND[blank] = BLANK;
        }
        KIND['.'] = POINT;
        for (char digit = '0'; digit <= '9'; digit++) {
            KIND[digit] = DIGIT;
        }
    }

    private final TableHeader header;
    private final UploadLimits limits;
    private String field;
    private long rows;
    private long emptyLines;
    private boolean bytes = true;

    /** Bytes that have been seen, and up to the end of the last row. */
    private long seen;

    private long ended;

    private boolean inHeader;
    private boolean rowBegun;
    private boolean afterReturn;
    private int column;

    private boolean cellBegun;
    private boolean quoted;
    private boolean quoteInQuotes;
    private int whole;
    private boolean fraction;
    private boolean odd;

    TableSize(TableHeader header, UploadLimits limits) {
        this.header = header;
        this.limits = limits;
    }

    /** @param next which of the files comes now; its rows count beside those of the files before it */
    void begin(String next) {
        field = next;
        inHeader = true;
        emptyLines = 0;
        seen = 0;
        ended = 0;
    }

    /** Of all files. */
    long rows() {
        return rows;
    }

    /** Whether all values that have been seen are whole numbers from 0 to 255, written in digits alone. */
    boolean areBytes() {
        return bytes;
    }

    /**
     * Looks at the next bytes of the file.
     *
     * @throws DatasetTooLarge if there are more rows or values than may be, or a row does not end
     */
    void add(byte[] text, int length) {
        long before = seen;
        for (int i = 0; i < length; i++) {
            int kind = KIND[text[i] & 0xff];
            if (kind == DIGIT && !quoted && !fraction) {
                cellBegun = true;
                whole = Math.min(TOO_LARGE, 10 * whole + text[i] - '0');
            } else if (kind == END_OF_CELL && !quoted) {
                seen = before + i;
                endCell(text[i]);
            } else if (!bytes && cellBegun && !quoted) {
                i = lastOfCell(text, i, length);
            } else {
                take(kind, text[i]);
            }
        }
        seen = before + length;
        if (seen - ended > LONGEST_CHARACTER * limits.rowLength()) {
            throw RowGuard.tooLong(field, limits.rowLength());
        }
    }

    /** Where nobody asks any more what numbers there are. */
    private static int lastOfCell(byte[] text, int from, int length) {
        int i = from;
        while (i < length && KIND[text[i] & 0xff] != END_OF_CELL) {
            i++;
        }
        return i - 1;
    }

    private void take(int kind, byte character) {
        if (quoted) {
            addQuoted(kind, character);
        } else {
            addPlain(kind, character);
        }
    }

    /** The last row may have no end of line. */
    void end() {
        endCell((byte) '\n');
    }

    private void addPlain(int kind, byte character) {
        if (kind == QUOTE && !cellBegun) {
            quoted = true;
            quoteInQuotes = false;
            cellBegun = true;
        } else if (kind != BLANK) {
            cellBegun = true;
            look(kind, character);
        }
        rowBegun = true;
    }

    private void addQuoted(int kind, byte character) {
        if (kind == QUOTE) {
            quoteInQuotes = !quoteInQuotes;
        } else if (quoteInQuotes) {
            quoted = false;
            if (kind == END_OF_CELL) {
                endCell(character);
            }
        } else {
            look(kind, character);
        }
    }

    private void look(int kind, byte character) {
        if (kind == DIGIT) {
            if (fraction) {
                odd |= character != '0';
            } else {
                whole = Math.min(TOO_LARGE, 10 * whole + character - '0');
            }
        } else if (kind == POINT) {
            fraction = true;
        } else {
            odd = true;
        }
    }

    private void endCell(byte by) {
        if (bytes && !inHeader && column != header.label() && (odd || whole == TOO_LARGE)) {
            bytes = false;
        }
        rowBegun |= cellBegun || by == ',';
        cellBegun = false;
        whole = 0;
        fraction = false;
        odd = false;
        quoted = false;
        if (by == ',') {
            column++;
        } else {
            endLine(by);
        }
    }

    private void endLine(byte by) {
        if (rowBegun) {
            endRow();
        } else if (!afterReturn && ++emptyLines > limits.rows()) {
            throw new DatasetTooLarge(field, "must have at most " + limits.rows() + " empty lines, but has more");
        }
        ended = seen;
        afterReturn = by == '\r';
        rowBegun = false;
        column = 0;
    }

    private void endRow() {
        if (inHeader) {
            inHeader = false;
            return;
        }
        rows++;
        limits.requireRoom(field, rows, header.features(), bytes);
    }
}
