package dev.tamis.mlp.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * What the steps of an epoch added up.
 *
 * @param values for each step and each trial: sum of the rows' losses, number of rows that were right
 * @param trials number of trials
 * @param rows of each step but the last
 * @param allRows of all steps
 */
record StepTotals(double[] values, int trials, int rows, int allRows) {

    /** Mean loss of a trial over all rows. */
    double loss(int trial) {
        return sum(trial, 0) / allRows;
    }

    /** Share of all rows that a trial got right. */
    double accuracy(int trial) {
        return sum(trial, 1) / allRows;
    }

    /** Mean loss of a trial over the rows of each step. */
    List<Double> losses(int trial) {
        List<Double> losses = new ArrayList<>();
        for (int start = 0; start < allRows; start += rows) {
            losses.add(value(losses.size(), trial, 0) / Math.min(rows, allRows - start));
        }
        return losses;
    }

    private double sum(int trial, int which) {
        double sum = 0;
        for (int step = 0; step < values.length / (2 * trials); step++) {
            sum += value(step, trial, which);
        }
        return sum;
    }

    private double value(int step, int trial, int which) {
        return values[2 * (step * trials + trial) + which];
    }
}
