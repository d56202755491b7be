package dev.tamis.experiment;

import dev.tamis.training.MlpSpec;
import java.util.List;
import java.util.UUID;

/** How work gets to workers. {@code scheduling} implements it; all calls join the caller's transaction. */
public interface WorkQueue {

    /**
     * Decides which trials of a round train together.
     *
     * @param specs one for each trial, in the order of their numbers
     */
    Packing pack(List<MlpSpec> specs, ExperimentPlan plan);

    /** Lets workers take packs of an experiment, at most {@code lanes} at a time. */
    void open(UUID experimentId, int run, int lanes);

    /** Lets a worker retrain an experiment's best trial and score it on test data. */
    void evaluate(UUID experimentId);

    /**
     * @param packs the pack of each trial, in the order of the specs
     * @param lanes how many packs may train at a time without exceeding the budget's parallel trials
     */
    record Packing(int[] packs, int lanes) {}
}
