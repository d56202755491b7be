package dev.tamis.dataset.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.dataset.CorruptDataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdxTest {

    /** Two images of 2 x 3 pixels. */
    private static final String TWO_IMAGES =
            "00000803" + "00000002" + "00000002" + "00000003" + "000102030405" + "fafbfcfdfeff";

    @Test
    void sizesAndValuesComeOutAsTheyWentIn() throws IOException {
        Idx idx = read(TWO_IMAGES, 3);

        assertThat(idx.sizes()).containsExactly(2, 2, 3);
        assertThat(idx.values()).isEqualTo(HexFormat.of().parseHex("000102030405fafbfcfdfeff"));
    }

    @Test
    void everyShorterFileIsCalledTruncated() {
        byte[] whole = HexFormat.of().parseHex(TWO_IMAGES);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Idx.read(new ByteArrayInputStream(cut), "images", 3))
                    .isInstanceOf(CorruptDataset.class)
                    .hasMessageStartingWith("images: truncated");
        }
    }

    @Test
    void aTruncatedFileIsToldHowMuchIsMissing() {
        assertThatThrownBy(() -> read(TWO_IMAGES.substring(0, TWO_IMAGES.length() - 4), 3))
                .hasMessage("images: truncated, its header promises 12 values (2 x 2 x 3), but only 10 follow");
    }

    @Test
    void bytesAfterTheLastValueAreRefused() {
        assertThatThrownBy(() -> read(TWO_IMAGES + "00", 3))
                .isInstanceOf(CorruptDataset.class)
                .hasMessage("images: bytes follow the 12 values (2 x 2 x 3) of its header");
    }

    @Test
    void labelsAreNotTakenForImages() {
        assertThatThrownBy(() -> read("00000801" + "00000002" + "0709", 3))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("starts with 00000803, but got 00000801");
    }

    @Test
    void floatsAreNotTakenForBytes() {
        assertThatThrownBy(() -> read("00000d01" + "00000001" + "3f800000", 1))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("starts with 00000801, but got 00000d01");
    }

    @Test
    void sizesThatAreNegativeOrZeroAreRefused() {
        assertThatThrownBy(() -> read("00000801" + "ffffffff", 1))
                .hasMessage("images: sizes must be positive, but got -1");
        assertThatThrownBy(() -> read("00000801" + "00000000", 1))
                .hasMessage("images: sizes must be positive, but got 0");
    }

    @Test
    void aHeaderThatPromisesMoreThanAnArrayHoldsIsRefused() {
        assertThatThrownBy(() -> read("00000803" + "7fffffff" + "7fffffff" + "7fffffff", 3))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("more values than an array holds");
    }

    @Test
    void aHeaderThatPromisesTwoGigabytesCostsNoMemory() {
        // would be an OutOfMemoryError under the test run's 1 GB heap if the array came first
        assertThatThrownBy(() -> read("00000801" + "7ffffff0" + "01", 1))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("promises 2147483632 values (2147483632), but only 1 follow");
    }

    private static Idx read(String hex, int rank) throws IOException {
        return Idx.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), "images", rank);
    }
}
