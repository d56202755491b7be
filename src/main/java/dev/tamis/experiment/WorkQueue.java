package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How work gets to workers. {@code scheduling} implements it; all calls join the caller's transaction. */
public interface WorkQueue {

    /**
     * Decides which trials train together, of those of a round that are drawn together, and weighs them.
     *
     * @param points of the trials, in the order of their numbers
     * @throws dev.tamis.space.InvalidField if no worker can train one of them
     */
    Packing pack(List<Parameters> points, Plan plan);

    /**
     * What decides when it is an experiment's turn: owners of one priority share the threads, whatever they have of experiments.
     *
     * @param priority higher ones first
     */
    record Claimant(String owner, int priority) {}

    /** Lets a first worker take packs of an experiment; {@link #widen} lets further ones follow. */
    void open(UUID experimentId, int run, Claimant claimant);

    /** The same of an experiment that came from elsewhere, unless a worker may take them already. */
    void reopen(UUID experimentId, int run, Claimant claimant);

    /**
     * Lets one more worker take packs of a lane's experiment, unless as many as it may have take them already, or one that
     * may take them still waits for a thread: so an experiment never has more than one place in the queue, however large it
     * is.
     *
     * @param lanes how many may take packs at a time
     * @return how many workers have one of its lanes, with the one that is let in: at least 1, for the lane's own is one of them
     */
    int widen(Claim.Lane lane, int lanes, Claimant claimant);

    /**
     * Who may train beside a trial.
     *
     * @param width how many may train together at most, 1 or more
     * @param together whether the trial of a point may be one of them
     */
    record Mates(int width, Predicate<Parameters> together) {}

    /** Of the trial of a point, which is one of them whatever it is. */
    Mates mates(Parameters point, Plan plan);

    /** Lets a worker train the best trials of an experiment again, as they have been packed, unless one may in this run already. */
    void confirm(UUID experimentId, int run, Claimant claimant);

    /** Lets a worker retrain an experiment's best trial and score it on test data, unless one may already. */
    void evaluate(UUID experimentId, String owner);

    /**
     * @param packs the pack of each trial, in the order of the points
     * @param lanes how many packs may train at a time without exceeding the budget's parallel trials
     * @param stepWork how much work a step of each trial is, above 0, in a measure of which only ratios count
     * @param weights how many numbers each trial learns, 0 or more
     */
    record Packing(int[] packs, int lanes, double[] stepWork, long[] weights) {

        /** How many trials its largest pack has, at least 1. */
        int widest() {
            return (int)
                    Arrays.stream(packs)
                            .boxed()
                            .collect(Collectors.groupingBy(pack -> pack, Collectors.counting()))
                            .values()
                            .stream()
                            .mapToLong(Long::longValue)
                            .max()
                            .orElse(1);
        }
    }
}
