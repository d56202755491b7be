package dev.tamis.dataset.idx;

import dev.tamis.dataset.CorruptDataset;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The content of an IDX file of unsigned bytes, the format that MNIST comes in.
 *
 * <pre>
 * 00 00 08 03   00 00 ea 60   00 00 00 1c   00 00 00 1c   ...
 *       |  rank  size 1        size 2        size 3       values, the last dimension fastest
 *       type: 08 = unsigned byte
 * </pre>
 *
 * @param sizes the size of each dimension
 * @param values as many bytes as the product of the sizes
 */
record Idx(int[] sizes, byte[] values) {

    private static final int UNSIGNED_BYTE = 0x08;

    /**
     * Reads to the end of a stream.
     *
     * @param name of the file, for messages
     * @param rank the number of dimensions that the file must have
     * @throws CorruptDataset if the stream is not an IDX file of bytes with that rank, or is shorter or longer than its
     *     header says
     * @throws IOException if the stream cannot be read
     */
    static Idx read(InputStream stream, String name, int rank) throws IOException {
        int[] sizes = readHeader(new DataInputStream(stream), name, rank);
        long declared = count(sizes, name);
        // grows with what really arrives: a header that lies costs no memory
        byte[] values = stream.readNBytes((int) declared);
        if (values.length < declared) {
            throw new CorruptDataset(name + ": truncated, its header promises " + declared + " values ("
                    + describe(sizes) + "), but only " + values.length + " follow");
        }
        if (stream.read() >= 0) {
            throw new CorruptDataset(
                    name + ": bytes follow the " + declared + " values (" + describe(sizes) + ") of its header");
        }
        return new Idx(sizes, values);
    }

    private static int[] readHeader(DataInputStream stream, String name, int rank) throws IOException {
        try {
            int magic = stream.readInt();
            int expected = UNSIGNED_BYTE << 8 | rank;
            if (magic != expected) {
                throw new CorruptDataset(String.format(
                        "%s: an IDX file of unsigned bytes with %d dimensions starts with %08x, but got %08x",
                        name, rank, expected, magic));
            }
            int[] sizes = new int[rank];
            for (int i = 0; i < rank; i++) {
                sizes[i] = stream.readInt();
            }
            return sizes;
        } catch (EOFException truncated) {
            throw new CorruptDataset(name + ": truncated, it ends inside its header", truncated);
        }
    }

    private static long count(int[] sizes, String name) {
        long count = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new CorruptDataset(name + ": sizes must be positive, but got " + describe(sizes));
            }
            count *= size;
            if (count > Integer.MAX_VALUE - 8) {
                throw new CorruptDataset(name + ": more values than an array holds, " + describe(sizes));
            }
        }
        return count;
    }

    private static String describe(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }
}
