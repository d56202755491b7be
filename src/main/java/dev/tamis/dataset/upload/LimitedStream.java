package dev.tamis.dataset.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a refusal where a stream turns out to be longer than allowed: a few kilobytes of gzip can hold gigabytes. */
final class LimitedStream extends FilterInputStream {

    private final String field;

    private final long limit;

    private long count;

    LimitedStream(String field, InputStream bytes, long limit) {
        super(bytes);
        this.field = field;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) {
        count += more;
        if (count > limit) {
            throw new DatasetTooLarge(field, "must have at most " + limit + " bytes once unpacked, but has more");
        }
    }
}
