package dev.tamis.mlp;

import dev.tamis.mlp.MlpSpec.Architecture;

/**
 * How much native memory a pack takes, from sizes alone: what admission and pack width are decided by.
 *
 * <p>Counts every tensor that is alive at the fullest moment of a step, and eight fifths of that for the allocator: measured
 * growth of the resident memory was 1.2 to 1.6 times the tensors' bytes for packs of 40 to 570 MB (networks of 2 to 6 layers of
 * 300 to 1,000 units; SGD, MOMENTUM, ADAM); a pack of 15 MB grew by 33 MB. Not in it: the Java heap, the library itself (about
 * 250 MB resident), and the dataset ({@link DataSize#bytes}).
 *
 * @param shape what all trials of the pack share
 * @param data what they train on
 * @param dropout whether any trial of the pack may drop activations
 */
public record PackMemory(GraphShape shape, DataSize data, boolean dropout) {

    /** Rows that are evaluated at a time. */
    public static final int EVALUATION_ROWS = 500;

    private static final long FLOAT = 4;

    /** Bytes of a pack of that many trials, the allocator's share included. */
    public long bytes(int width) {
        return (width * tensorsOfTrial() + sharedTensors()) * 8 / 5;
    }

    /** Bytes of the tensors that each further trial adds: weights, the optimiser's memory of them, activations. */
    long tensorsOfTrial() {
        return stateOfTrial() + Math.max(trainingOfTrial(), evaluationOfTrial());
    }

    /** Bytes of one trial's weights and the optimiser's memory of them: what every step reads and writes. */
    public long stateOfTrial() {
        return FLOAT * shape.optimizer().rule().memory().numbersOfWeight() * parameters();
    }

    /** What each step updates: weights, in dual form the first layer's outputs in their place, biases, batch norm's. */
    long parameters() {
        Architecture net = shape.architecture();
        long sum = 0;
        for (int layer = 0; layer <= net.hiddenLayers(); layer++) {
            sum += product(layer);
        }
        return sum + (net.batchNorm() ? 4L : 1L) * net.hiddenLayers() * net.hiddenUnits() + data.classes();
    }

    private long product(int layer) {
        Architecture net = shape.architecture();
        long in = layer == 0 ? firstInputs() : net.hiddenUnits();
        long out = layer == net.hiddenLayers() ? data.classes() : net.hiddenUnits();
        return in * out;
    }

    /** In dual form the first layer learns an output for each row, not a weight for each feature. */
    private int firstInputs() {
        return DualForm.suits(shape, data) ? data.rows() : data.features();
    }

    /** Bytes of the dataset's parts as all packs share them, with what the dual form adds. */
    public long bytesOfData() {
        return data.bytes() + (DualForm.suits(shape, data) ? FLOAT * data.trainRows() * data.rows() : 0);
    }

    /**
     * Of each hidden layer its activations, under batch norm its input too, under dropout mask, result and draws; and a batch and an order of
     * the rows, which each trial has to itself in a pack that others have joined.
     */
    private long trainingOfTrial() {
        Architecture net = shape.architecture();
        long ofLayer = FLOAT + (net.batchNorm() ? FLOAT : 0) + (dropout ? 2 * FLOAT + 5 : 0);
        long rows = batchRows();
        long gradients = 3 * FLOAT * rows * Math.max(net.hiddenUnits(), data.classes());
        return ofLayer * rows * net.hiddenLayers() * net.hiddenUnits()
                + gradients
                + 5 * FLOAT * rows * data.classes()
                + FLOAT * rows * firstInputs()
                + 8L * data.trainRows();
    }

    private long evaluationOfTrial() {
        long rows = Math.min(EVALUATION_ROWS, data.validationRows());
        return FLOAT * rows * (2L * shape.architecture().hiddenUnits() + 3L * data.classes());
    }

    /** One gradient at a time of the largest layer, or the first weights it starts from. */
    long sharedTensors() {
        Architecture net = shape.architecture();
        long first = (long) data.features() * (net.hiddenLayers() > 0 ? net.hiddenUnits() : data.classes());
        return FLOAT * Math.max(first, net.hiddenLayers() > 0 ? product(1) : 0);
    }

    private long batchRows() {
        return Math.min(shape.batchSize(), data.trainRows());
    }
}
