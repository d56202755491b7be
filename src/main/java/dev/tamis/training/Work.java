package dev.tamis.training;

/** How much work training is, from sizes alone: a measure by which the trials of an experiment are weighed. */
public final class Work {

    private Work() {}

    /**
     * Of one epoch: its steps times the parameters that each of them updates, in dual form the first layer's outputs in place
     * of its weights. What it takes to evaluate grows with the same parameters, and is left out.
     *
     * @return above 0, in parameters updated
     */
    public static double ofEpoch(MlpSpec spec, DataSize data) {
        int batch = spec.schedule().batchSize();
        long steps = (data.trainRows() + batch - 1L) / batch;
        return (double) steps * new PackMemory(GraphShape.of(spec), data, false).parameters();
    }
}
