package dev.tamis.dataset.upload;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
     * @throws InvalidField if the file is no CSV, no UTF-8 or a damaged gzip; says what else it is, or where it is wrong
     * @throws DatasetTooLarge if it, or a row of it, is too long
     */
    void read(RowVisitor header, RowVisitor body) {
        read(header, body, Long.MAX_VALUE);
    }

    /**
     * @return the first row; empty if there is none
     * @throws InvalidField as {@link #read}
     * @throws DatasetTooLarge as {@link #read}
     */
    Optional<List<String>> header() {
        List<List<String>> first = new ArrayList<>();
        read((line, columns) -> first.add(columns), (line, none) -> {}, 1);
        return first.stream().findFirst();
    }

    /**
     * Counts what it holds, without making anything of it.
     *
     * @throws InvalidField if it is a damaged gzip
     * @throws DatasetTooLarge if it is too long, or holds too much
     */
    void measure(TableSize size) {
        byte[] piece = new byte[BUFFER];
        size.begin(field);
        try (InputStream bytes = text()) {
            for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
                size.add(piece, count);
            }
            size.end();
        } catch (IOException unreadable) {
            throw refusal(unreadable, 0);
        }
    }

    private void read(RowVisitor header, RowVisitor body, long most) {
        long line = 0;
        long seen = 0;
        RowVisitor visitor = header;
        try (InputStream bytes = text();
                RowGuard guard = new RowGuard(field, decoded(bytes), limits.rowLength());
                CSVParser parser =
                        CSVParser.builder().setReader(guard).setFormat(FORMAT).get()) {
            Iterator<CSVRecord> rows = parser.iterator();
            while (seen < most && rows.hasNext()) {
                List<String> cells = rows.next().toList();
                line = parser.getCurrentLineNumber();
                guard.nextRow();
                visitor.row(line, cells);
                visitor = body;
                seen++;
            }
        } catch (UncheckedIOException wrapped) {
            throw refusal(wrapped.getCause(), line);
        } catch (IOException unreadable) {
            throw refusal(unreadable, line);
        }
    }

    private RuntimeException refusal(IOException cause, long line) {
        if (cause instanceof CharacterCodingException) {
            return new InvalidField(field, FieldCode.MALFORMED, wrongByte());
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new InvalidField(
                    field,
                    FieldCode.MALFORMED,
                    "must be a whole gzip file, but "
                            + (cause instanceof EOFException ? "breaks off" : "is damaged: its bytes do not unpack")
                            + "; pack or upload it again");
        }
        if (cause instanceof CSVException) {
            return new InvalidField(
                    field,
                    FieldCode.MALFORMED,
                    "must be comma-separated values, but the row that begins in line " + (line + 1)
                            + " is not: a quoted cell must end with a quote that a comma or the end of the line follows,"
                            + " and a quote within it must be doubled");
        }
        return new UncheckedIOException(cause);
    }

    private String wrongByte() {
        try (InputStream text = text()) {
            return WrongByte.in(text).map(WrongByte::rule).orElse("must be text in UTF-8, but is not");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The bytes of the text: unpacked, and without the mark that some spreadsheets put in front. */
    private InputStream text() throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(source.open(), FileKind.LENGTH);
        try {
            boolean packed = startsWith(start(bytes), GZIP);
            InputStream unpacked = packed ? new Gunzip(field, bytes, limits.packing()) : bytes;
            PushbackInputStream text = new PushbackInputStream(
                    new LimitedStream(field, unpacked, limits.unpackedBytes()), FileKind.LENGTH);
            byte[] signature = start(text);
            FileKind.of(signature).ifPresent(kind -> {
                throw new InvalidField(field, FieldCode.MALFORMED, kind.rule());
            });
            if (startsWith(signature, BYTE_ORDER_MARK)) {
                text.readNBytes(BYTE_ORDER_MARK.length);
            }
            return text;
        } catch (IOException | RuntimeException broken) {
            bytes.close();
            throw broken;
        }
    }

    /** The first bytes, which will be read again. */
    private static byte[] start(PushbackInputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(FileKind.LENGTH);
        bytes.unread(start);
        return start;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
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
