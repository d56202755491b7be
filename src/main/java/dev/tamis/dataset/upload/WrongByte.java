package dev.tamis.dataset.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first byte of a text that is no UTF-8.
 *
 * @param line it stands in, from 1
 * @param position in its line, in bytes, from 1
 */
record WrongByte(long line, long position, int value) {

    private static final int BUFFER = 1 << 13;

    /** Reads until it finds one: a decoder says that there is one, but not where. */
    static Optional<WrongByte> in(InputStream text) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer ignored = CharBuffer.allocate(BUFFER);
        long line = 1;
        long position = 1;
        boolean ended = false;
        while (!ended) {
            int read = text.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decoder.decode(bytes, ignored.clear(), ended);
            for (int i = 0; i < bytes.position(); i++) {
                boolean newLine = bytes.get(i) == '\n';
                line += newLine ? 1 : 0;
                position = newLine ? 1 : position + 1;
            }
            if (result.isError()) {
                return Optional.of(new WrongByte(line, position, Byte.toUnsignedInt(bytes.get(bytes.position()))));
            }
            bytes.compact();
        }
        return Optional.empty();
    }

    String rule() {
        return String.format(
                "must be text in UTF-8, but line %d has a byte 0x%02X at its byte %d, which is not: save it as UTF-8",
                line, value, position);
    }
}
