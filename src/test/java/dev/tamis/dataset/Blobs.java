package dev.tamis.dataset;

import dev.tamis.space.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Small made-up datasets: one cloud of points for each class, drawn from a seed, easy enough to learn in a few epochs. */
public final class Blobs {

    private static final double SPREAD = 0.1;

    private Blobs() {}

    /** Rows in [0, 1] whose labels are drawn at random, so that classes are of different sizes. */
    public static LabeledData rows(int rows, int features, int classes, Seed seed) {
        RandomGenerator centre = seed.derive("centres").generator();
        double[] centres = centre.doubles((long) classes * features).toArray();
        RandomGenerator random = seed.derive("rows").generator();
        byte[] labels = new byte[rows];
        byte[] values = new byte[rows * features];
        for (int row = 0; row < rows; row++) {
            labels[row] = (byte) random.nextInt(classes);
            for (int i = 0; i < features; i++) {
                double value = centres[labels[row] * features + i] + SPREAD * random.nextGaussian();
                values[row * features + i] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
            }
        }
        return new ByteRows(values, labels, features, classes);
    }

    /** A dataset called "blobs" with as many test rows as training rows. */
    public static Dataset dataset(int rows, int features, int classes, Seed seed) {
        return new Dataset(
                info("blobs", features, classes, rows, rows),
                () -> new DatasetContent(
                        rows(rows, features, classes, seed), rows(rows, features, classes, seed.derive("test"))));
    }

    /** A catalogue's entry that gives all rows to the first class. */
    static DatasetInfo info(String name, int features, int classes, int trainingRows, int testRows) {
        List<DatasetInfo.ClassRows> perClass = IntStream.range(0, classes)
                .mapToObj(label -> new DatasetInfo.ClassRows(
                        String.valueOf(label), label == 0 ? trainingRows : 0, label == 0 ? testRows : 0))
                .toList();
        return new DatasetInfo(name, features, perClass, new DatasetOrigin.BuiltIn("made up", "none", "0".repeat(64)));
    }
}
