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
 * @param spreads standard deviations (of a sample) of the values over the trial's networks, in the same order; empty where there is one
 * @param seconds that the step took, shared by the trials that trained together; 0 where nobody looked at a clock. Not kept by the step
 */
public record Measurement(
        int trialNumber,
        int step,
        List<Double> values,
        List<Double> iterationLosses,
        List<Double> spreads,
        double seconds) {

    public Measurement {
        values = List.copyOf(values);
        iterationLosses = List.copyOf(iterationLosses);
        spreads = List.copyOf(spreads);
    }

    /** Of a step that nobody timed. */
    public Measurement(int trialNumber, int step, List<Double> values, List<Double> iterationLosses) {
        this(trialNumber, step, values, iterationLosses, List.of(), 0);
    }

    /** Without the losses of the single iterations. */
    public Measurement(int trialNumber, int step, double... values) {
        this(trialNumber, step, Arrays.stream(values).boxed().toList(), List.of());
    }

    /** The same, of a step that took so long. */
    public Measurement within(double duration) {
        return new Measurement(trialNumber, step, values, iterationLosses, spreads, duration);
    }

    /** Whether a figure is no longer a number, which makes every later step meaningless. */
    public boolean diverged() {
        return values.stream().anyMatch(each -> !Double.isFinite(each));
    }
}
