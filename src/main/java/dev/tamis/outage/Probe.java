package dev.tamis.outage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file of its own beside the database's, so that the database is not tried before it can succeed. */
class Probe {

    private static final int BLOCK = 64 << 10;

    private final Path file;

    Probe(Path file) {
        this.file = file;
    }

    /**
     * @param bytes how much room there must be
     * @throws IOException with the reason why there is none
     */
    void write(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long written = 0; written < bytes; ) {
                written += channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, bytes - written)));
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
