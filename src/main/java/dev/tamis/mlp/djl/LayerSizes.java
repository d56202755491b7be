package dev.tamis.mlp.djl;

import dev.tamis.mlp.MlpSpec.Architecture;

/** The sizes of a network between its data's features and classes. */
record LayerSizes(int features, int classes, Architecture architecture) {

    /** Number of affine layers: the hidden ones and the output. */
    int affine() {
        return architecture.hiddenLayers() + 1;
    }

    int inputs(int layer) {
        return layer == 0 ? features : architecture.hiddenUnits();
    }

    int outputs(int layer) {
        return layer == architecture.hiddenLayers() ? classes : architecture.hiddenUnits();
    }

    /** Biases and batch norm parameters of one trial; under batch norm beta takes the place of a hidden layer's bias. */
    int vectors() {
        return hidden() * (architecture.batchNorm() ? 2 : 1) + classes;
    }

    /** Hidden units of all layers together. */
    int hidden() {
        return architecture.hiddenLayers() * architecture.hiddenUnits();
    }
}
