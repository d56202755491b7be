package dev.tamis.training;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

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
    public record Architecture(int hiddenLayers, int hiddenUnits, Activation activation, boolean batchNorm) {}

    /** @param std standard deviation for NORMAL, 0 or more; the others ignore it */
    public record Initialization(Initializer initializer, double std) {

        /** The standard deviation of a layer's initial weights. */
        public double standardDeviation(int fanIn) {
            return initializer.standardDeviation(fanIn, std);
        }
    }

    /**
     * @param learningRate above 0
     * @param momentum in [0, 1), of MOMENTUM
     * @param beta1 in [0, 1), of ADAM
     * @param beta2 in [0, 1), of ADAM
     * @param epsilon above 0, outside the root, of ADAGRAD and ADAM
     */
    public record OptimizerSettings(
            Optimizer kind, double learningRate, double momentum, Betas betas, double epsilon) {}

    /** Decay rates of ADAM's first and second moment. */
    public record Betas(double beta1, double beta2) {}

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
     */
    public record Schedule(int batchSize, int epochs) {

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

    /** The same, trained for so many epochs. */
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
                    new OptimizerSettings(
                            Optimizer.valueOf(name(Hyperparameter.OPTIMIZER)),
                            real(Hyperparameter.LEARNING_RATE),
                            real(Hyperparameter.MOMENTUM),
                            new Betas(real(Hyperparameter.BETA1), real(Hyperparameter.BETA2)),
                            real(Hyperparameter.EPSILON)),
                    new Regularization(real(Hyperparameter.WEIGHT_DECAY), real(Hyperparameter.DROPOUT)),
                    new Schedule(whole(Hyperparameter.BATCH_SIZE), whole(Hyperparameter.EPOCHS)));
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
