package dev.tamis.dataset.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of gzip, as honest programs and others make them. */
class GunzipTest {

    private static final byte[] EMPTY = Csv.gzip(new byte[0]);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_536, 300_000})
    void unpackToWhatWasPacked(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);

        assertThat(unpacked(Csv.gzip(content))).isEqualTo(content);
    }

    @Test
    void ofSeveralMembersAreOneTextAndZerosMayFollowThem() throws IOException {
        assertThat(unpacked(joined(bytes("abc"), EMPTY, bytes("def"), new byte[40])))
                .asString()
                .isEqualTo("abcdef");
    }

    /** A reader that takes them for the end loses all that was packed behind them. */
    @Test
    void thatHaveAnythingElseBehindAMemberAreRefused() throws IOException {
        byte[] second = bytes("def");
        for (int place : new int[] {0, 1}) {
            for (int flipped : new int[] {0x01, 0xff, Byte.toUnsignedInt(second[place])}) {
                byte[] damaged = second.clone();
                damaged[place] ^= (byte) flipped;
                requireRefused(damaged);
            }
        }
        requireRefused("junk".getBytes(StandardCharsets.UTF_8));
        requireRefused(new byte[] {'x'});
        requireRefused(joined(new byte[70_000], second));
        assertThat(unpacked(joined(bytes("abc"), second))).asString().isEqualTo("abcdef");
    }

    private static void requireRefused(byte[] behind) {
        assertThatThrownBy(() -> unpacked(joined(bytes("abc"), behind)))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("bytes that are no gzip follow the first 3 bytes of its content");
    }

    /** With a name, a comment, further fields and a checksum of the head: flags 2, 4, 8 and 16 of RFC 1952. */
    @Test
    void mayHaveAllThatAHeadCanHold() throws IOException {
        byte[] plain = bytes("abc");
        byte[] head = {0x1f, (byte) 0x8b, 8, 30, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2};
        byte[] rest = java.util.Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(unpacked(joined(head, rest))).asString().isEqualTo("abc");
    }

    /** The JDK's own stream ends in a StackOverflowError. */
    @Test
    void thatHaveNothingButEmptyMembersComeToAnEnd() throws IOException {
        byte[] fifty = joined(Collections.nCopies(50_000, EMPTY).toArray(byte[][]::new));

        assertThat(unpacked(joined(fifty, bytes("abc")))).asString().isEqualTo("abc");
        assertThatThrownBy(() -> unpacked(joined(fifty, fifty, EMPTY)))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 100000 gzip members");
    }

    @Test
    void thatBreakOffOrAreDamagedSaySo() {
        byte[] packed = bytes("abcdefgh");
        IntStream.range(2, packed.length)
                .forEach(length -> assertThatThrownBy(() -> unpacked(java.util.Arrays.copyOf(packed, length)))
                        .as("%s bytes", length)
                        .isInstanceOf(EOFException.class));
        for (int place : new int[] {2, 3, packed.length - 1, packed.length - 8}) {
            byte[] damaged = packed.clone();
            damaged[place] ^= (byte) 0x80;
            assertThatThrownBy(() -> unpacked(damaged)).as("byte %s", place).isInstanceOf(ZipException.class);
        }
    }

    @Test
    void thatBecomeAHundredTimesAsLargeAreGivenUpEarly() throws IOException {
        byte[] bomb = Csv.gzip(new byte[64 << 20]);
        byte[] piece = new byte[1 << 16];
        long[] count = {0};

        assertThatThrownBy(() -> {
                    InputStream bytes = new Gunzip("file", new ByteArrayInputStream(bomb), 100);
                    while (true) {
                        count[0] += bytes.read(piece);
                    }
                })
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 100 times as large once unpacked")
                .hasMessageContaining("tamis.datasets.max-packing");
        assertThat(count[0]).isLessThanOrEqualTo(16 << 20);
        assertThat(new Gunzip("file", new ByteArrayInputStream(bomb), 2000).readAllBytes())
                .hasSize(64 << 20);
    }

    private static byte[] bytes(String text) {
        return Csv.gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** From a stream that gives it in two pieces. */
    private static byte[] unpacked(byte[] packed) throws IOException {
        int half = packed.length / 2;
        InputStream pieces = new SequenceInputStream(
                new ByteArrayInputStream(packed, 0, half),
                new ByteArrayInputStream(packed, half, packed.length - half));
        return new Gunzip("file", pieces, 100).readAllBytes();
    }
}
