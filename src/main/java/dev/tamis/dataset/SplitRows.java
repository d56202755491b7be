package dev.tamis.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which rows go where.
 *
 * @param train indices of the rows that fit weights
 * @param validation indices of the rows that rank hyperparameters
 */
public record SplitRows(int[] train, int[] validation) {

    /** Shuffles rows 0 .. trainSize + validationSize - 1 and takes the first trainSize of them to train. */
    static SplitRows shuffled(int trainSize, int validationSize, RandomGenerator random) {
        int[] rows = shuffle(trainSize + validationSize, random);
        return new SplitRows(Arrays.copyOfRange(rows, 0, trainSize), Arrays.copyOfRange(rows, trainSize, rows.length));
    }

    /** The same with every class in its share, exact to one row, in both parts. */
    static SplitRows stratified(int trainSize, int validationSize, LabeledData data, RandomGenerator random) {
        return stratified(trainSize, validationSize, data::label, data.classes(), random);
    }

    /**
     * Folds, each of which validates once: rows 0 .. rows - 1, shuffled, are dealt out class by class, and the next class goes on where the one
     * before ended, so that folds differ by one row at most.
     */
    static List<SplitRows> folds(int rows, int folds, LabeledData data, RandomGenerator random) {
        int[] shuffled = shuffle(rows, random);
        int[] foldOf = new int[rows];
        int next = 0;
        for (int label = 0; label < data.classes(); label++) {
            for (int i = 0; i < rows; i++) {
                if (data.label(shuffled[i]) == label) {
                    foldOf[i] = next++ % folds;
                }
            }
        }
        List<SplitRows> splits = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int own = fold;
            splits.add(new SplitRows(
                    IntStream.range(0, rows)
                            .filter(i -> foldOf[i] != own)
                            .map(i -> shuffled[i])
                            .toArray(),
                    IntStream.range(0, rows)
                            .filter(i -> foldOf[i] == own)
                            .map(i -> shuffled[i])
                            .toArray()));
        }
        return splits;
    }

    /**
     * As {@link #stratified(int, int, LabeledData, RandomGenerator)}, of rows that are nowhere yet.
     *
     * @param labelOf the label of each row, 0 .. classes - 1
     */
    public static SplitRows stratified(
            int trainSize, int validationSize, IntUnaryOperator labelOf, int classes, RandomGenerator random) {
        int[] rows = shuffle(trainSize + validationSize, random);
        int[] wanted = validationRowsPerClass(labelOf, classes, rows.length, validationSize);
        int[] train = new int[trainSize];
        int[] validation = new int[validationSize];
        int trained = 0;
        int validated = 0;
        for (int row : rows) {
            if (wanted[labelOf.applyAsInt(row)]-- > 0) {
                validation[validated++] = row;
            } else {
                train[trained++] = row;
            }
        }
        return new SplitRows(train, validation);
    }

    /**
     * Hamilton's method of largest remainders: each class gets the whole part of its quota, the largest fractions get the
     * rows that are left, of equal ones the lower class. What stays for training is then within one row of its quota too.
     */
    private static int[] validationRowsPerClass(IntUnaryOperator labelOf, int classes, int rows, int validationSize) {
        long[] count = new long[classes];
        for (int row = 0; row < rows; row++) {
            count[labelOf.applyAsInt(row)]++;
        }
        int[] seats = new int[count.length];
        long[] remainder = new long[count.length];
        int left = validationSize;
        for (int k = 0; k < count.length; k++) {
            seats[k] = (int) (count[k] * validationSize / rows);
            remainder[k] = count[k] * validationSize % rows;
            left -= seats[k];
        }
        IntStream.range(0, count.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer k) -> -remainder[k])) // stable: equal ones stay in order
                .limit(left)
                .forEach(k -> seats[k]++);
        return seats;
    }

    /** Fisher and Yates, as in Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2P. */
    private static int[] shuffle(int size, RandomGenerator random) {
        int[] rows = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = below(i + 1, random);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    /**
     * 0 .. bound - 1. Written out because how {@code nextInt(bound)} uses its bits is the JDK's own business and a split must be
     * the same on every one; its bias, bound / 2^32, is far below what a shuffle of 60,000 rows could show.
     */
    private static int below(int bound, RandomGenerator random) {
        return (int) ((random.nextLong() >>> 32) * bound >>> 32);
    }
}
