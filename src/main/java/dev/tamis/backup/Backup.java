package dev.tamis.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.UncategorizedSQLException;

/** An archive that is made while it is taken. Who has begun one closes it, whether or not it came to its end. */
public final class Backup implements AutoCloseable {

    /** What one holds at most: a piece in three copies, a few of the largest rows, and the compressor. */
    public static final long MOST_BYTES = 32L << 20;

    private static final int PIECE = 1 << 16;

    private final Manifest begun;
    private final Snapshot snapshot;
    private final Runnable whenOver;
    private final Deque<Table> left;
    private final List<Manifest.Part> done = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private Rows current;
    private boolean ended;
    private boolean closed;

    /**
     * @param begun the manifest, without any table
     * @param tables in the order of the archive
     * @param whenOver done once, at the end
     */
    Backup(Manifest begun, Snapshot snapshot, List<Table> tables, Runnable whenOver) {
        this.begun = begun;
        this.snapshot = snapshot;
        this.left = new ArrayDeque<>(tables);
        this.whenOver = whenOver;
    }

    /** Whose rows it holds. */
    public Instant moment() {
        return begun.moment();
    }

    /** @return what comes next of the archive; empty after its end */
    public synchronized Optional<byte[]> next() throws IOException {
        if (closed) {
            throw new IOException("The backup is over");
        }
        try {
            while (!ended && bytes.size() < PIECE) {
                goOn();
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("backup", null, failed);
        }
        if (bytes.size() == 0) {
            return Optional.empty();
        }
        byte[] piece = bytes.toByteArray();
        bytes.reset();
        return Optional.of(piece);
    }

    private void goOn() throws IOException, SQLException {
        if (current != null && current.writeOne()) {
            return;
        }
        if (current != null) {
            done.add(current.end());
            current = null;
        } else if (!left.isEmpty()) {
            current = new Rows(left.poll());
        } else {
            begin(Archive.MANIFEST);
            zip.write(Archive.JSON.writeValueAsBytes(begun.with(done)));
            zip.closeEntry();
            zip.finish();
            ended = true;
        }
    }

    private void begin(String file) throws IOException {
        ZipEntry entry = new ZipEntry(file);
        entry.setLastModifiedTime(FileTime.from(begun.moment()));
        zip.putNextEntry(entry);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            snapshot.close();
        } catch (SQLException lost) {
            throw new UncategorizedSQLException("end of backup", null, lost);
        } finally {
            whenOver.run();
        }
    }

    /** A table whose rows are written at the moment. */
    private final class Rows {

        private final Table table;
        private final ResultSet rows;
        private final MessageDigest digest = Archive.sha256();
        private long count;

        Rows(Table table) throws IOException, SQLException {
            this.table = table;
            begin(Manifest.Part.file(table.name()));
            rows = snapshot.rows(table);
        }

        /** @return false if there was none left */
        boolean writeOne() throws IOException, SQLException {
            if (!rows.next()) {
                return false;
            }
            List<Object> values = new ArrayList<>(table.columns().size());
            for (Table.Column column : table.columns()) {
                values.add(column.type().readOrNull(rows, values.size() + 1));
            }
            write(Archive.JSON.writeValueAsBytes(values));
            write(Archive.END_OF_ROW);
            count++;
            return true;
        }

        private void write(byte[] some) throws IOException {
            ((OutputStream) zip).write(some);
            digest.update(some);
        }

        Manifest.Part end() throws IOException, SQLException {
            rows.close();
            zip.closeEntry();
            return Manifest.Part.of(table, count, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
