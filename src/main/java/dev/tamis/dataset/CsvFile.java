package dev.tamis.dataset;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of comma-separated values (RFC 4180) in UTF-8, plain or gzip, that is read from its beginning as often as needed, one row in
 * memory at a time. Empty lines are skipped; blanks around cells are not part of them.
 */
final class CsvFile {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private static final int BUFFER = 1 << 16;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String field;

    private final UploadSource source;

    private final UploadLimits limits;

    /** @param field which of the files it is, for refusals */
    CsvFile(String field, UploadSource source, UploadLimits limits) {
        this.field = field;
        this.source = source;
        this.limits = limits;
    }

    /** Sees rows. */
    interface RowVisitor {

        /** @param line on which the row ends, from 1 */
        void row(long line, List<String> cells);
    }

    String field() {
        return field;
    }

    /**
     * @param header sees the first row
     * @param body sees all others
     * @throws InvalidField if the file is no CSV, no UTF-8 or a damaged gzip
     * @throws DatasetTooLarge if it, or a row of it, is too long
     */
    void read(RowVisitor header, RowVisitor body) {
        long line = 0;
        RowVisitor visitor = header;
        try (InputStream bytes = text();
                RowGuard guard = new RowGuard(field, decoded(bytes), limits.rowLength());
                CSVParser parser =
                        CSVParser.builder().setReader(guard).setFormat(FORMAT).get()) {
            Iterator<CSVRecord> rows = parser.iterator();
            while (rows.hasNext()) {
                List<String> cells = rows.next().toList();
                line = parser.getCurrentLineNumber();
                guard.nextRow();
                visitor.row(line, cells);
                visitor = body;
            }
        } catch (UncheckedIOException wrapped) {
            throw refusal(wrapped.getCause(), line);
        } catch (IOException unreadable) {
            throw refusal(unreadable, line);
        }
    }

    private RuntimeException refusal(IOException cause, long line) {
        if (cause instanceof CharacterCodingException) {
            return new InvalidField(
                    field, FieldCode.MALFORMED, "must be text in UTF-8, but is not, somewhere after line " + line);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new InvalidField(
                    field, FieldCode.MALFORMED, "must be a whole gzip file, but is damaged: " + cause.getMessage());
        }
        if (cause instanceof CSVException) {
            return new InvalidField(
                    field,
                    FieldCode.MALFORMED,
                    "must be comma-separated values, but is not after line " + line + ": " + cause.getMessage());
        }
        return new UncheckedIOException(cause);
    }

    /** The bytes of the text: unpacked, and without the mark that some spreadsheets put in front. */
    private InputStream text() throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(source.open(), BYTE_ORDER_MARK.length);
        try {
            InputStream unpacked = startsWith(bytes, GZIP, false) ? new GZIPInputStream(bytes, BUFFER) : bytes;
            PushbackInputStream text = new PushbackInputStream(
                    new LimitedStream(field, unpacked, limits.unpackedBytes()), BYTE_ORDER_MARK.length);
            startsWith(text, BYTE_ORDER_MARK, true);
            return text;
        } catch (IOException | RuntimeException broken) {
            bytes.close();
            throw broken;
        }
    }

    /** @param consumed whether the start is taken out where it is as asked */
    private static boolean startsWith(PushbackInputStream bytes, byte[] start, boolean consumed) throws IOException {
        byte[] first = bytes.readNBytes(start.length);
        boolean equal = Arrays.equals(first, start);
        if (!equal || !consumed) {
            bytes.unread(first);
        }
        return equal;
    }

    private static InputStreamReader decoded(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
