package dev.tamis.mlp.djl;

import dev.tamis.mlp.DualForm;

/** How a pack keeps the weights of its first layer, the one that meets the data. */
enum FirstLayer {
    /** A matrix for each trial, as in all other layers: (trials, features, units). */
    APART,

    /** All trials' side by side, so that one product serves all ({@link WideProducts}): (features, trials * units). */
    WIDE,

    /** In dual form, by what they make of every row ({@link DualForm}): (trials, rows, units). */
    DUAL;

    /** @param rows to train and to validate on, together */
    long[] shape(int trials, LayerSizes sizes, int rows) {
        int units = sizes.outputs(0);
        return switch (this) {
            case APART -> new long[] {trials, sizes.features(), units};
            case WIDE -> new long[] {sizes.features(), (long) trials * units};
            case DUAL -> new long[] {trials, rows, units};
        };
    }
}
