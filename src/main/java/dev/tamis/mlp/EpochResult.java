package dev.tamis.mlp;

import java.util.Arrays;
import java.util.List;

/**
 * What one trial measured in one epoch.
 *
 * @param trialNumber whose it is
 * @param epoch 1-based
 * @param values of its trainer's metrics, in their order: {@link MlpMetric}
 * @param iterationLosses mean cross entropy over the rows of each of the epoch's training steps, in their order; empty where
 *     it was not kept
 */
public record EpochResult(int trialNumber, int epoch, List<Double> values, List<Double> iterationLosses) {

    public EpochResult {
        values = List.copyOf(values);
        iterationLosses = List.copyOf(iterationLosses);
    }

    /** Without the losses of the single steps. */
    public EpochResult(int trialNumber, int epoch, double... values) {
        this(trialNumber, epoch, Arrays.stream(values).boxed().toList(), List.of());
    }

    /** Whether a figure is no longer a number. Diverged weights make every later epoch meaningless. */
    public boolean diverged() {
        return values.stream().anyMatch(each -> !Double.isFinite(each));
    }
}
