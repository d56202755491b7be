package dev.tamis.mlp;

import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One multi-layer perceptron and how to train it; every value is legal.
 *
 * <p>A network of L hidden layers is L times (affine, batch norm if on, activation, dropout) and an affine output layer under
 * softmax cross entropy.
 */
public record MlpSpec(
        Architecture architecture,
        Initialization initialization,
        OptimizerSettings optimizer,
        Regularization regularization,
        Schedule schedule) {

    /**
     * @param hiddenLayers 0 or more
     * @param hiddenUnits of each hidden layer, 1 or more
     * @param batchNorm whether each hidden layer normalises before its activation (Ioffe, Szegedy 2015); running statistics
     *     at evaluation
     */
    public record Architecture(int hiddenLayers, int hiddenUnits, Activation activation, boolean batchNorm) {

        /**
         * How many numbers are trained: weights and biases, and of batch norm its scales and shifts, which take the place of the hidden
         * layers' biases. Running statistics are not trained.
         *
         * @param features of a row, 1 or more
         * @param classes 2 or more
         */
        public long weights(int features, int classes) {
            long units = hiddenUnits;
            long outputs = (long) classes * ((hiddenLayers == 0 ? features : units) + 1);
            return hiddenLayers == 0
                    ? outputs
                    : features * units
                            + (hiddenLayers - 1) * units * units
                            + (batchNorm ? 2L : 1L) * hiddenLayers * units
                            + outputs;
        }
    }

    /** @param std standard deviation for NORMAL, 0 or more; the others ignore it */
    public record Initialization(Initializer initializer, double std) {

        /** The standard deviation of a layer's initial weights. */
        public double standardDeviation(int fanIn) {
            return initializer.standardDeviation(fanIn, std);
        }
    }

    /**
     * @param learningRate above 0
     * @param coefficients what the optimizer reads beside it, by name, such as momentum: legal values of the hyperparameters that are
     *     called so
     */
    public record OptimizerSettings(Optimizer kind, double learningRate, Map<String, Double> coefficients) {

        public OptimizerSettings {
            coefficients = Map.copyOf(coefficients);
            if (!coefficients.keySet().equals(Set.copyOf(kind.rule().coefficients()))) {
                throw new IllegalArgumentException(
                        kind + " reads " + kind.rule().coefficients() + ", but got " + coefficients.keySet());
            }
        }

        /** The value of a coefficient that the optimizer reads. */
        public double coefficient(String name) {
            return coefficients.get(name);
        }
    }

    /**
     * @param weightDecay L2 coefficient, 0 or more: adds weightDecay * w to the gradient of weights, never of biases or of
     *     batch norm's parameters
     * @param dropout share of hidden activations dropped while training, in [0, 1); the kept ones are scaled by 1 / (1 -
     *     dropout), so evaluation needs no correction
     */
    public record Regularization(double weightDecay, double dropout) {}

    /**
     * @param batchSize rows of a step, 1 or more; the last batch of an epoch may be smaller
     * @param epochs passes over the training rows, 1 or more
     * @param patience epochs without a better validation value, after which training is over; 0: it goes on to the last
     */
    public record Schedule(int batchSize, int epochs, int patience) {

        /** To the last epoch. */
        public Schedule(int batchSize, int epochs) {
            this(batchSize, epochs, 0);
        }

        /** Updates of the weights over all epochs, with so many training rows. */
        public long steps(int trainRows) {
            return (long) epochs * ((trainRows + (long) batchSize - 1) / batchSize);
        }
    }

    /**
     * Reads a spec from values by hyperparameter name, each of which {@link Hyperparameter#checked} has let pass; what is missing takes its
     * default.
     *
     * @throws dev.tamis.space.InvalidField naming the first hyperparameter that is not known
     */
    public static MlpSpec from(Parameters parameters) {
        Map<Hyperparameter, Object> values = new LinkedHashMap<>();
        for (Hyperparameter each : Hyperparameter.values()) {
            values.put(each, each.defaultValue());
        }
        parameters.values().forEach((name, value) -> {
            Hyperparameter known = Hyperparameter.named(name)
                    .orElseThrow(() -> new InvalidField(name, FieldCode.UNKNOWN_FIELD, "is not a hyperparameter"));
            values.put(known, known.stored(value));
        });
        return new Values(values).toSpec();
    }

    /** The same, trained for so many epochs, whatever comes of them. */
    public MlpSpec lasting(int epochs) {
        return new MlpSpec(
                architecture, initialization, optimizer, regularization, new Schedule(schedule.batchSize(), epochs));
    }

    /** Checked values by hyperparameter, read in their own types. */
    private record Values(Map<Hyperparameter, Object> all) {

        MlpSpec toSpec() {
            return new MlpSpec(
                    new Architecture(
                            whole(Hyperparameter.HIDDEN_LAYERS),
                            whole(Hyperparameter.HIDDEN_UNITS),
                            Activation.valueOf(name(Hyperparameter.ACTIVATION)),
                            (Boolean) all.get(Hyperparameter.BATCH_NORM)),
                    new Initialization(
                            Initializer.valueOf(name(Hyperparameter.INITIALIZER)),
                            real(Hyperparameter.INITIALIZER_STD)),
                    optimizer(Optimizer.valueOf(name(Hyperparameter.OPTIMIZER))),
                    new Regularization(real(Hyperparameter.WEIGHT_DECAY), real(Hyperparameter.DROPOUT)),
                    new Schedule(
                            whole(Hyperparameter.BATCH_SIZE),
                            whole(Hyperparameter.EPOCHS),
                            whole(Hyperparameter.PATIENCE)));
        }

        private OptimizerSettings optimizer(Optimizer kind) {
            Map<String, Double> coefficients = kind.rule().coefficients().stream()
                    .collect(Collectors.toMap(
                            name -> name,
                            name -> real(Hyperparameter.named(name).orElseThrow())));
            return new OptimizerSettings(kind, real(Hyperparameter.LEARNING_RATE), coefficients);
        }

        private int whole(Hyperparameter which) {
            return Math.toIntExact((Long) all.get(which));
        }

        private double real(Hyperparameter which) {
            return (Double) all.get(which);
        }

        private String name(Hyperparameter which) {
            return (String) all.get(which);
        }
    }
}
