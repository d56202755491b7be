package dev.tamis.dataset.upload;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952), one member after the other, and refuses what becomes larger by it than any table does, while it
 * unpacks. Nothing but zeros may follow the last member, with which tapes and disk images fill up: the JDK's own stream takes a
 * member whose first bytes are damaged for the end, and all rows from there on are lost without a word. It also calls itself for
 * each empty member: a file of them is a stack overflow.
 */
final class Gunzip extends InputStream {

    /** Of which nobody asks how well they are packed. */
    private static final long SMALL = 16L << 20;

    /** bgzip makes one of each 64 KB. */
    private static final int MOST_MEMBERS = 100_000;

    private static final int PIECE = 1 << 16;

    private static final int DEFLATED = 8;
    private static final int CHECKSUM_OF_HEAD = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final String field;
    private final InputStream packed;
    private final int most;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] piece = new byte[PIECE];
    private int position;
    private int filled;
    private long packedBytes;
    private long unpackedBytes;
    private int members;
    private boolean ended;

    /**
     * @param field which of the files it is, for refusals
     * @param most how many times as large a file may become
     */
    Gunzip(String field, InputStream packed, int most) throws IOException {
        this.field = field;
        this.packed = packed;
        this.most = most;
        if (!beginMember()) {
            throw new ZipException("Not in gzip format");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = inflated(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                unpackedBytes += count;
                requireMeasure();
                return count;
            }
            if (inflater.finished()) {
                endMember();
                ended = !beginMember();
            } else if (inflater.needsInput()) {
                requireMore();
                inflater.setInput(piece, position, filled - position);
            } else {
                throw new ZipException("A dictionary is asked for");
            }
        }
        return -1;
    }

    private int inflated(byte[] target, int offset, int length) throws ZipException {
        try {
            int count = inflater.inflate(target, offset, length);
            position = filled - inflater.getRemaining();
            return count;
        } catch (DataFormatException damaged) {
            throw new ZipException(damaged.getMessage());
        }
    }

    private void requireMeasure() {
        if (unpackedBytes > SMALL && unpackedBytes > most * packedBytes) {
            throw new DatasetTooLarge(
                    field,
                    "must be at most " + most + " times as large once unpacked, but is more after its first "
                            + packedBytes + " bytes; send it unpacked (tamis.datasets.max-packing)");
        }
    }

    /**
     * @return whether there is one more
     * @throws InvalidField if something else follows
     */
    private boolean beginMember() throws IOException {
        if (members > 0 && !more()) {
            return false;
        }
        boolean magic = next() == 0x1f && next() == 0x8b;
        if (!magic) {
            if (members > 0) {
                requireZeros();
            }
            return false;
        }
        if (++members > MOST_MEMBERS) {
            throw new DatasetTooLarge(field, "must have at most " + MOST_MEMBERS + " gzip members, but has more");
        }
        readHead();
        inflater.reset();
        checksum.reset();
        inflater.setInput(piece, position, filled - position);
        return true;
    }

    /** From the byte on that was read last. */
    private void requireZeros() throws IOException {
        boolean zeros = piece[position - 1] == 0;
        while (zeros && more()) {
            zeros = next() == 0;
        }
        if (!zeros) {
            throw new InvalidField(
                    field,
                    FieldCode.MALFORMED,
                    "must be a whole gzip file, but bytes that are no gzip follow the first " + unpackedBytes
                            + " bytes of its content; pack or upload it again");
        }
    }

    private void readHead() throws IOException {
        int method = next();
        int flags = next();
        if (method != DEFLATED || (flags & RESERVED) != 0) {
            throw new ZipException("Unknown method or flags");
        }
        skip(6); // time, and by what it was packed
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKSUM_OF_HEAD) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        long sum = fourBytes();
        long size = fourBytes();
        if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("Another checksum or size");
        }
    }

    private long fourBytes() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // up to its end
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        requireMore();
        return Byte.toUnsignedInt(piece[position++]);
    }

    private void requireMore() throws IOException {
        if (!more()) {
            throw new EOFException("Breaks off");
        }
    }

    private boolean more() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, packed.read(piece));
        packedBytes += filled;
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
