package dev.tamis.experiment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How numbers stand in the database that are written once and read together: eight bytes each, most significant first, every bit
 * kept. Public for H2, which calls it by name in a migration.
 */
public final class PackedDoubles {

    private PackedDoubles() {}

    /** For {@code V19__packed_metrics.sql} alone. */
    public static byte[] pack(double first, double second, double third, double fourth) {
        return write(List.of(first, second, third, fourth));
    }

    static byte[] write(List<Double> numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * Double.BYTES);
        numbers.forEach(bytes::putDouble);
        return bytes.array();
    }

    /** What was written. */
    public static List<Double> read(byte[] stored) {
        List<Double> numbers = new ArrayList<>(stored.length / Double.BYTES);
        for (ByteBuffer bytes = ByteBuffer.wrap(stored); bytes.hasRemaining(); ) {
            numbers.add(bytes.getDouble());
        }
        return numbers;
    }
}
