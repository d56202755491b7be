package dev.tamis.mlp;

import dev.tamis.dataset.Split;

/**
 * The sizes of what trials are given.
 *
 * @param features of each row, 1 or more
 * @param classes 2 or more
 * @param trainRows 1 or more
 * @param validationRows 1 or more
 */
public record DataSize(int features, int classes, int trainRows, int validationRows) {

    public static DataSize of(Split split) {
        return new DataSize(
                split.train().features(),
                split.train().classes(),
                split.train().size(),
                split.validation().size());
    }

    /** All rows, to train and to validate on. */
    public int rows() {
        return trainRows + validationRows;
    }

    /** Bytes of the rows and labels as the trainer holds them: one copy for all packs. */
    public long bytes() {
        return rows() * (4L * features + 8);
    }
}
