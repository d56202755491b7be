package dev.tamis.experiment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How an epoch's losses stand in the database: eight bytes each, most significant first, every bit kept. */
final class StoredLosses {

    private StoredLosses() {}

    static byte[] write(List<Double> losses) {
        ByteBuffer bytes = ByteBuffer.allocate(losses.size() * Double.BYTES);
        losses.forEach(bytes::putDouble);
        return bytes.array();
    }

    static List<Double> read(byte[] stored) {
        List<Double> losses = new ArrayList<>(stored.length / Double.BYTES);
        for (ByteBuffer bytes = ByteBuffer.wrap(stored); bytes.hasRemaining(); ) {
            losses.add(bytes.getDouble());
        }
        return losses;
    }
}
