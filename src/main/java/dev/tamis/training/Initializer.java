package dev.tamis.training;

/** The distribution of the initial weights; biases always start at 0. */
public enum Initializer {
    ZERO {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return 0;
        }
    },
    /** Gaussian with the standard deviation {@code initializerStd} */
    NORMAL {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return std;
        }
    },
    /** Gaussian with standard deviation sqrt(1 / fan-in) (Glorot, Bengio 2010, in the lecture's form) */
    XAVIER {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return Math.sqrt(1.0 / fanIn);
        }
    },
    /** Gaussian with standard deviation sqrt(2 / fan-in) (He et al. 2015) */
    HE {
        @Override
        public double standardDeviation(int fanIn, double std) {
            return Math.sqrt(2.0 / fanIn);
        }
    };

    /**
     * The standard deviation of a layer's initial weights.
     *
     * @param fanIn number of inputs of the layer
     * @param std what NORMAL takes; the others ignore it
     */
    public abstract double standardDeviation(int fanIn, double std);
}
