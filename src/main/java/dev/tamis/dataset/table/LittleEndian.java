package dev.tamis.dataset.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as bytes, the lowest first, by way of a buffer. */
final class LittleEndian {

    private static final int BUFFER = 1 << 16;

    private LittleEndian() {}

    /** Writes numbers; what is in the buffer is written by {@link #flush}. */
    static final class Output {

        private final OutputStream target;

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

        Output(OutputStream target) {
            this.target = target;
        }

        void putByte(int value) throws IOException {
            room(1).put((byte) value);
        }

        void putShort(int value) throws IOException {
            room(Short.BYTES).putShort((short) value);
        }

        void putInt(int value) throws IOException {
            room(Integer.BYTES).putInt(value);
        }

        void putFloat(float value) throws IOException {
            room(Float.BYTES).putFloat(value);
        }

        void putDouble(double value) throws IOException {
            room(Double.BYTES).putDouble(value);
        }

        void flush() throws IOException {
            target.write(buffer.array(), 0, buffer.position());
            target.flush();
            buffer.clear();
        }

        private ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }
    }

    /** Reads what {@link Output} wrote. */
    static final class Input {

        private final InputStream source;

        private final ByteBuffer buffer =
                ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);

        Input(InputStream source) {
            this.source = source;
        }

        short getShort() throws IOException {
            return filled(Short.BYTES).getShort();
        }

        int getInt() throws IOException {
            return filled(Integer.BYTES).getInt();
        }

        float getFloat() throws IOException {
            return filled(Float.BYTES).getFloat();
        }

        double getDouble() throws IOException {
            return filled(Double.BYTES).getDouble();
        }

        byte getByte() throws IOException {
            return filled(1).get();
        }

        boolean atEnd() throws IOException {
            return buffer.remaining() == 0 && source.read() < 0;
        }

        private ByteBuffer filled(int bytes) throws IOException {
            if (buffer.remaining() >= bytes) {
                return buffer;
            }
            buffer.compact();
            while (buffer.position() < bytes) {
                int read = source.read(buffer.array(), buffer.position(), buffer.remaining());
                if (read < 0) {
                    throw new EOFException("the bytes end where more were to follow");
                }
                buffer.position(buffer.position() + read);
            }
            return buffer.flip();
        }
    }
}
