package dev.tamis.experiment;

import java.util.Arrays;
import java.util.List;

/**
 * What one trial measured at one of its steps.
 *
 * @param trialNumber whose it is
 * @param step 1-based; what the API calls an epoch, which it is for a network
 * @param values of its trainer's metrics, in the order of {@link Trainable#metrics}
 * @param iterationLosses what each iteration within the step lost, in their order: for a network the mean cross entropy over the rows
 *     of each update; empty where it was not kept
 */
public record Measurement(int trialNumber, int step, List<Double> values, List<Double> iterationLosses) {

    public Measurement {
        values = List.copyOf(values);
        iterationLosses = List.copyOf(iterationLosses);
    }

    /** Without the losses of the single iterations. */
    public Measurement(int trialNumber, int step, double... values) {
        this(trialNumber, step, Arrays.stream(values).boxed().toList(), List.of());
    }

    /** Whether a figure is no longer a number, which makes every later step meaningless. */
    public boolean diverged() {
        return values.stream().anyMatch(each -> !Double.isFinite(each));
    }
}
