package dev.tamis.dataset.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.dataset.AllRows;
import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Sha256;
import dev.tamis.dataset.Split;
import dev.tamis.space.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {

    private static Dataset mnist;

    @BeforeAll
    static void find() {
        mnist = new BuiltInDatasets().find(DatasetName.builtIn("mnist")).orElseThrow();
    }

    @Test
    void theCatalogueAndTheFilesAgree() {
        DatasetInfo info = mnist.info();
        LabeledData training = AllRows.training(mnist);

        assertThat(info.trainingRows()).isEqualTo(60_000).isEqualTo(training.size());
        assertThat(info.testRows())
                .isEqualTo(10_000)
                .isEqualTo(AllRows.test(mnist).size());
        assertThat(info.features()).isEqualTo(784).isEqualTo(training.features());
        assertThat(info.classes()).isEqualTo(10).isEqualTo(training.classes());
        assertThat(new BuiltInDatasets().list()).containsExactly(info);
        for (int digit = 0; digit < 10; digit++) {
            assertThat(info.perClass().get(digit))
                    .isEqualTo(new DatasetInfo.ClassRows(
                            String.valueOf(digit), count(training, digit), count(AllRows.test(mnist), digit)));
        }
    }

    @Test
    void itsIdentityIsThatOfItsFourFiles() throws IOException {
        MessageDigest digest = Sha256.digest();
        for (String file : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            try (InputStream packed = Mnist.class.getResourceAsStream("mnist/" + file + "-ubyte.gz")) {
                digest.update(new GZIPInputStream(packed).readAllBytes());
            }
        }
        assertThat(mnist.info().origin().sha256()).isEqualTo(Sha256.hex(digest));
    }

    private static int count(LabeledData data, int label) {
        return (int) IntStream.range(0, data.size())
                .filter(row -> data.label(row) == label)
                .count();
    }

    @Test
    void rowsAreInTheOrderThatEveryoneKnows() {
        assertThat(IntStream.range(0, 10).map(AllRows.training(mnist)::label))
                .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(IntStream.range(0, 10).map(AllRows.test(mnist)::label))
                .containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }

    /** Published: 6,742 ones and 5,421 fives among the training images, the most and the least frequent digit. */
    @Test
    void digitsAreAsFrequentAsPublished() {
        assertThat(countOf(1)).isEqualTo(6742);
        assertThat(countOf(5)).isEqualTo(5421);
    }

    /** The constants with which MNIST is commonly normalised: mean 0.1307, standard deviation 0.3081. */
    @Test
    void pixelsHaveThePublishedMeanAndDeviation() {
        LabeledData training = AllRows.training(mnist);
        float[] pixels = new float[training.features()];
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < training.size(); row++) {
            training.copyFeatures(row, pixels, 0);
            for (float pixel : pixels) {
                sum += pixel;
                squares += pixel * pixel;
            }
        }
        double count = (double) training.size() * training.features();
        double mean = sum / count;

        assertThat(mean).isCloseTo(0.1307, within(5e-5));
        assertThat(Math.sqrt(squares / count - mean * mean)).isCloseTo(0.3081, within(5e-5));
    }

    @Test
    void featuresGoWhereTheOffsetSays() {
        float[] target = new float[784 + 2];
        target[0] = 7;
        target[785] = 9;
        AllRows.training(mnist).copyFeatures(0, target, 1);

        assertThat(target[0]).isEqualTo(7f);
        assertThat(target[785]).isEqualTo(9f);
        // the first bright run of the first five: row 5, columns 12 to 14
        assertThat(target[1 + 5 * 28 + 12]).isEqualTo(3 / 255f);
        assertThat(target[1 + 5 * 28 + 13]).isEqualTo(18 / 255f);
    }

    @Test
    void theReferenceSplitTakesTheFirst500Images() {
        Split split = mnist.split(400, 100, new Seed(42), false);
        int[] labels = IntStream.concat(labels(split.train()), labels(split.validation()))
                .sorted()
                .toArray();

        assertThat(labels)
                .isEqualTo(IntStream.range(0, 500)
                        .map(AllRows.training(mnist)::label)
                        .sorted()
                        .toArray());
    }

    /** The files as they are shipped, against the checksums of the README beside them. */
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte.gz, 0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971",
        "train-labels-idx1-ubyte.gz, 1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203",
        "t10k-images-idx3-ubyte.gz, 1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be",
        "t10k-labels-idx1-ubyte.gz, b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b"
    })
    void shippedFilesAreUnchanged(String file, String sha256) throws Exception {
        try (InputStream packed = Mnist.class.getResourceAsStream("mnist/" + file)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed.readAllBytes());

            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
        }
    }

    @Test
    void theLicenceTravelsWithTheFiles() throws IOException {
        try (InputStream readme = Mnist.class.getResourceAsStream("mnist/README.md")) {
            assertThat(new String(readme.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Yann LeCun", "Corinna Cortes", "Burges", "Attribution-ShareAlike 3.0");
        }
    }

    @Test
    void aWellFormedFileWithAnotherChecksumIsRefused() throws IOException {
        byte[] labels = gzip("0000080100000002" + "0709");

        assertThatThrownBy(() -> Mnist.unpack(new ByteArrayInputStream(labels), "labels.gz", "00", 1))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("labels.gz: SHA-256 of the unpacked file must be 00, but is ");
    }

    @Test
    void aDamagedOrTruncatedGzipIsRefused() throws IOException {
        byte[] damaged = gzip("0000080100000002" + "0709");
        damaged[damaged.length - 5] ^= 1; // inside the CRC
        byte[] cut = Arrays.copyOf(damaged, damaged.length - 6);

        for (byte[] bad : new byte[][] {damaged, cut, {1, 2, 3}, {}}) {
            assertThatThrownBy(() -> Mnist.unpack(new ByteArrayInputStream(bad), "labels.gz", "00", 1))
                    .isInstanceOf(CorruptDataset.class)
                    .hasMessageStartingWith("labels.gz: not a whole gzip file");
        }
    }

    @Test
    void anUnknownNameIsNotFoundAndTwoOfOneNameAreRefused() {
        assertThat(new BuiltInDatasets().find(DatasetName.builtIn("MNIST"))).isEmpty();
        assertThatThrownBy(() -> new BuiltInDatasets(List.of(mnist, mnist)))
                .hasMessageContaining("two are called mnist");
    }

    @Test
    void everyBuiltInDatasetOwnsItsNameInCapitalsToo() {
        assertThat(new BuiltInDatasets().list())
                .extracting(DatasetInfo::name)
                .allMatch(BuiltInDatasets::own)
                .allMatch(name -> BuiltInDatasets.own(name.toUpperCase(Locale.ROOT)));
        assertThat(BuiltInDatasets.own("mnist2")).isFalse();
    }

    private static byte[] gzip(String hex) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(HexFormat.of().parseHex(hex));
        }
        return bytes.toByteArray();
    }

    private static long countOf(int digit) {
        return labels(AllRows.training(mnist)).filter(label -> label == digit).count();
    }

    private static IntStream labels(LabeledData data) {
        return IntStream.range(0, data.size()).map(data::label);
    }
}
