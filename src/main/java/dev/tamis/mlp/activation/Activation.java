package dev.tamis.mlp.activation;

/** The activations that there are: what follows each hidden layer's affine part (and its batch norm, where it has one). */
public enum Activation {
    RELU(new Relu()),
    SIGMOID(new Sigmoid()),
    TANH(new Tanh());

    private final Nonlinearity function;

    Activation(Nonlinearity function) {
        this.function = function;
    }

    /** What it computes. */
    public Nonlinearity function() {
        return function;
    }
}
