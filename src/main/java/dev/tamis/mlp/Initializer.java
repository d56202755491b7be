package dev.tamis.mlp;

import java.util.List;

/** The distribution of the initial weights; biases always start at 0. */
public enum Initializer {
    ZERO("all 0", List.of()) {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return 0;
        }
    },
    NORMAL("Gaussian with standard deviation initializerStd", List.of("initializerStd")) {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return std;
        }
    },
    /** Glorot, Bengio 2010, in the lecture's form. */
    XAVIER("Gaussian with standard deviation sqrt(1 / fan-in)", List.of()) {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return Math.sqrt(1.0 / fanIn);
        }
    },
    /** He et al. 2015. */
    HE("Gaussian with standard deviation sqrt(2 / fan-in)", List.of()) {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return Math.sqrt(2.0 / fanIn);
        }
    };

    private final String meaning;
    private final List<String> settings;

    Initializer(String meaning, List<String> settings) {
        this.meaning = meaning;
        this.settings = settings;
    }

    /** What the weights are, in one phrase. */
    public String meaning() {
        return meaning;
    }

    /** Names of the hyperparameters that it reads; the others ignore them. */
    public List<String> settings() {
        return settings;
    }

    /**
     * The standard deviation of a layer's initial weights.
     *
     * @param fanIn number of inputs of the layer
     * @param std what NORMAL takes; the others ignore it
     */
    public abstract double standardDeviation(int fanIn, double std);
}
