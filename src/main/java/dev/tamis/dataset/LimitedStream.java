package dev.tamis.dataset;

import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/** Ends with a refusal where a stream turns out to be longer than allowed: a few kilobytes of gzip can hold gigabytes. */
final class LimitedStream extends ProxyInputStream {

    private final String field;
    private final long limit;
    private long count;

    LimitedStream(String field, InputStream bytes, long limit) {
        super(bytes);
        this.field = field;
        this.limit = limit;
    }

    @Override
    protected void afterRead(int read) {
        count += Math.max(0, read);
        if (count > limit) {
            throw new DatasetTooLarge(field, "must have at most " + limit + " bytes once unpacked, but has more");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
