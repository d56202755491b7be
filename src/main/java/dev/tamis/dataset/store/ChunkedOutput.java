package dev.tamis.dataset.store;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream into pieces of equal size, the last one shorter. {@link #close} hands over the last. */
final class ChunkedOutput extends OutputStream {

    private final Consumer<byte[]> chunks;

    private final byte[] buffer;

    private int filled;

    /** @param chunks takes each piece; may not keep the array */
    ChunkedOutput(int size, Consumer<byte[]> chunks) {
        this.buffer = new byte[size];
        this.chunks = chunks;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            if (filled == buffer.length) {
                chunks.accept(buffer);
                filled = 0;
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            chunks.accept(Arrays.copyOf(buffer, filled));
            filled = 0;
        }
    }
}
