package dev.tamis.dataset.idx;

import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetContent;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Sha256;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The MNIST database of handwritten digits (LeCun, Cortes, Burges), shipped inside the jar. Authors, licence and checksums
 * stand in the README.md beside the files.
 */
final class Mnist {

    static final String NAME = "mnist";

    private static final int PIXELS = 28 * 28;

    private static final int DIGITS = 10;

    private static final int[] TRAINING_ROWS = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};

    private static final int[] TEST_ROWS = {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009};

    /** Of the four unpacked files one after the other: training images and labels, test images and labels. */
    private static final String SHA256 = "b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a";

    private Mnist() {}

    static Dataset dataset() {
        DatasetInfo info = new DatasetInfo(
                NAME,
                PIXELS,
                IntStream.range(0, DIGITS)
                        .mapToObj(digit -> new DatasetInfo.ClassRows(
                                String.valueOf(digit), TRAINING_ROWS[digit], TEST_ROWS[digit]))
                        .toList(),
                new DatasetOrigin.BuiltIn(
                        "Handwritten digits, grey images of 28 x 28 pixels scaled to [0, 1]",
                        "CC BY-SA 3.0, Yann LeCun, Corinna Cortes, Christopher J. C. Burges",
                        SHA256));
        return Dataset.loadedOnce(info, Mnist::load);
    }

    private static DatasetContent load() {
        return new DatasetContent(
                rows(
                        "train-images-idx3-ubyte.gz",
                        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                        "train-labels-idx1-ubyte.gz",
                        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                rows(
                        "t10k-images-idx3-ubyte.gz",
                        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                        "t10k-labels-idx1-ubyte.gz",
                        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));
    }

    private static LabeledData rows(String images, String imagesSha256, String labels, String labelsSha256) {
        return new ByteRows(
                resource(images, imagesSha256, 3).values(),
                resource(labels, labelsSha256, 1).values(),
                PIXELS,
                DIGITS);
    }

    private static Idx resource(String file, String sha256, int rank) {
        try (InputStream packed = Mnist.class.getResourceAsStream("mnist/" + file)) {
            if (packed == null) {
                throw new FileNotFoundException(file + " is missing from the program");
            }
            return unpack(packed, file, sha256, rank);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param sha256 of the unpacked file: the data are what counts, not how they were compressed
     * @throws CorruptDataset if the stream is no gzip, no IDX file, or has another checksum
     */
    static Idx unpack(InputStream packed, String file, String sha256, int rank) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream unpacked = new DigestInputStream(new GZIPInputStream(packed, 1 << 16), digest)) {
            Idx idx = Idx.read(unpacked, file, rank);
            String found = Sha256.hex(digest);
            if (!found.equals(sha256)) {
                throw new CorruptDataset(
                        file + ": SHA-256 of the unpacked file must be " + sha256 + ", but is " + found);
            }
            return idx;
        } catch (ZipException | EOFException damaged) {
            throw new CorruptDataset(file + ": not a whole gzip file: " + damaged.getMessage(), damaged);
        }
    }
}
