package dev.tamis.mlp;

/**
 * How much work training is, from sizes alone: a measure by which the trials of an experiment are weighed.
 *
 * <p>Each step updates every parameter and makes calls for every layer, which take as long as {@value #CALLS_OF_LAYER} updates
 * whatever the sizes; each row, in whatever batch it comes, is multiplied by every parameter, {@value #PRODUCTS_OF_UPDATE} times
 * as fast as one is updated; validation rows go forward only, a third of that.
 *
 * <p>Fitted to the processor time of 68 shapes (400 and 4,000 rows, batches of 10, 50 and 200, 1 and 6 layers of 10, 100 and 400
 * units, SGD and ADAM, in packs of the planned width): predictions are off by a factor of 1.7 (one standard deviation), at
 * worst 2.3 above and 4.5 below. Rejected: steps times parameters (a factor of 3.3; 14 above and 9 below).
 */
public final class Work {

    private static final double CALLS_OF_LAYER = 30_000;

    private static final double PRODUCTS_OF_UPDATE = 12;

    private Work() {}

    /** Of one step: a batch through the network, there and back, and the update. */
    public static double ofStep(MlpSpec spec, DataSize data) {
        return ofEpoch(spec, data) / stepsOfEpoch(spec, data);
    }

    private static long stepsOfEpoch(MlpSpec spec, DataSize data) {
        int batch = spec.schedule().batchSize();
        return (data.trainRows() + batch - 1L) / batch;
    }

    /**
     * Of one epoch; in dual form the first layer's outputs stand in place of its weights.
     *
     * @return above 0, in updates of one parameter
     */
    public static double ofEpoch(MlpSpec spec, DataSize data) {
        long steps = stepsOfEpoch(spec, data);
        double parameters = new PackMemory(GraphShape.of(spec), data, false).parameters();
        double calls = CALLS_OF_LAYER * (spec.architecture().hiddenLayers() + 1);
        double rows = data.trainRows() + data.validationRows() / 3.0;
        return steps * (parameters + calls) + rows * parameters / PRODUCTS_OF_UPDATE;
    }
}
