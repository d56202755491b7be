package dev.tamis.mlp.djl;

import dev.tamis.mlp.ActivationHistogram;
import dev.tamis.mlp.activation.Activation;
import java.util.Arrays;

/** Counts activations. */
final class Histograms {

    private Histograms() {}

    static ActivationHistogram of(Activation activation, int bins, double high, int layer, float[] values) {
        double low = activation.function().low();
        int[] counts = new int[bins];
        double sum = 0;
        int saturated = 0;
        for (float value : values) {
            int bin = (int) ((value - low) / (high - low) * bins);
            counts[Math.max(0, Math.min(bins - 1, bin))]++;
            sum += value;
            saturated += activation.function().isSaturated(value) ? 1 : 0;
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
}
