package dev.tamis.training;

/** What follows each hidden layer's affine part (and its batch norm, where it has one). */
public enum Activation {
    RELU,
    SIGMOID,
    TANH
}
