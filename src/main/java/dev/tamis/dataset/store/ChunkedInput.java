package dev.tamis.dataset.store;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Puts the pieces of a stream together again, one in memory at a time. */
final class ChunkedInput extends InputStream {

    private final IntFunction<Optional<byte[]>> chunks;

    private byte[] chunk = {};

    private int next;

    private int position;

    private boolean ended;

    /** @param chunks the piece of each number from 0; empty for those after the last */
    ChunkedInput(IntFunction<Optional<byte[]>> chunks) {
        this.chunks = chunks;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length && !ended) {
            Optional<byte[]> following = chunks.apply(next++);
            ended = following.isEmpty();
            chunk = following.orElse(chunk);
            position = ended ? chunk.length : 0;
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, read);
        position += read;
        return read;
    }
}
