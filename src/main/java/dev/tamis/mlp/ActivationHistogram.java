package dev.tamis.mlp;

import java.util.List;

/**
 * The distribution of one layer's activations.
 *
 * @param layer 1-based
 * @param low left edge of the first bin: 0, or -1 for TANH
 * @param high right edge of the last bin: 1; for RELU the largest activation of any layer, so that layers compare
 * @param counts activations in each of the equally wide bins
 * @param mean of the activations
 * @param std standard deviation of the activations
 * @param saturated share of the activations that lie where the slope has nearly vanished: within 0.05 of an end of the range
 *     for SIGMOID and TANH, exactly 0 for RELU
 */
public record ActivationHistogram(
        int layer, double low, double high, List<Integer> counts, double mean, double std, double saturated) {

    public ActivationHistogram {
        counts = List.copyOf(counts);
    }
}
