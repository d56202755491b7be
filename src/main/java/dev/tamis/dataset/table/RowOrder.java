package dev.tamis.dataset.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which rows of a file are training rows and which are test rows, and in which order.
 *
 * @param rows numbers of rows, first those of the training rows, then those of the test rows
 * @param trainingRows how many of them are training rows
 */
public record RowOrder(int[] rows, int trainingRows) {

    /**
     * Puts the parts together.
     *
     * @param moreTest test rows that come after all others
     */
    public static RowOrder of(int[] training, int[] test, IntStream moreTest) {
        return new RowOrder(
                IntStream.concat(IntStream.concat(Arrays.stream(training), Arrays.stream(test)), moreTest)
                        .toArray(),
                training.length);
    }

    int[] training() {
        return Arrays.copyOf(rows, trainingRows);
    }

    int[] test() {
        return Arrays.copyOfRange(rows, trainingRows, rows.length);
    }

    /** The numbers of the training rows as a set. */
    BitSet trainingSet() {
        BitSet set = new BitSet(rows.length);
        for (int i = 0; i < trainingRows; i++) {
            set.set(rows[i]);
        }
        return set;
    }
}
