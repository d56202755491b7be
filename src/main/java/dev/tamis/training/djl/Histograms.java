package dev.tamis.training.djl;

import dev.tamis.training.Activation;
import dev.tamis.training.ActivationHistogram;
import java.util.Arrays;

/** Counts activations. */
final class Histograms {

    private static final double NEAR = 0.05;

    private Histograms() {}

    static ActivationHistogram of(Activation activation, int bins, double high, int layer, float[] values) {
        double low = activation == Activation.TANH ? -1 : 0;
        int[] counts = new int[bins];
        double sum = 0;
        int saturated = 0;
        for (float value : values) {
            int bin = (int) ((value - low) / (high - low) * bins);
            counts[Math.max(0, Math.min(bins - 1, bin))]++;
            sum += value;
            saturated += isSaturated(activation, value) ? 1 : 0;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new ActivationHistogram(
                layer,
                low,
                high,
                Arrays.stream(counts).boxed().toList(),
                mean,
                Math.sqrt(squares / values.length),
                (double) saturated / values.length);
    }

    private static boolean isSaturated(Activation activation, double value) {
        return switch (activation) {
            case RELU -> value == 0;
            case SIGMOID -> value < NEAR || value > 1 - NEAR;
            case TANH -> Math.abs(value) > 1 - NEAR;
        };
    }
}
