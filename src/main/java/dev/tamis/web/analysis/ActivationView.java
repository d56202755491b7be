package dev.tamis.web.analysis;

import dev.tamis.mlp.ActivationHistogram;
import dev.tamis.web.answer.Finite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;

/** What each layer of an untrained network puts out. */
@Schema(name = "ActivationDistribution")
record ActivationView(@Schema(example = "1") long seed, List<Layer> layers) {

    static ActivationView of(long seed, List<ActivationHistogram> layers) {
        return new ActivationView(seed, layers.stream().map(Layer::of).toList());
    }

    /** One layer. */
    @Schema(name = "LayerActivations")
    record Layer(
            @Schema(minimum = "1", description = "1-based", example = "5")
            int layer,

            @Schema(nullable = true, example = "0.5") Double mean,

            @Schema(minimum = "0", nullable = true, example = "0.46")
            Double std,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description =
                            "Share of the activations where the slope has nearly vanished: within 0.05 of an end of"
                                    + " the range for SIGMOID and TANH, exactly 0 for RELU",
                    example = "0.7")
            double saturatedShare,

            Histogram histogram) {

        private static Layer of(ActivationHistogram layer) {
            return new Layer(
                    layer.layer(),
                    Finite.orNull(layer.mean()),
                    Finite.orNull(layer.std()),
                    layer.saturated(),
                    Histogram.of(layer));
        }
    }

    /** How many activations lie where. */
    @Schema(name = "Histogram")
    record Histogram(
            @Schema(
                    description = "Edges of the bins, ascending, one more than bins. For RELU they end at the largest"
                            + " activation of any layer, so that layers compare",
                    example = "[0, 0.5, 1]")
            List<Double> edges,

            @Schema(description = "Activations in each bin", example = "[50000, 50000]")
            List<Integer> counts) {

        private static Histogram of(ActivationHistogram layer) {
            int bins = layer.counts().size();
            List<Double> edges = IntStream.rangeClosed(0, bins)
                    .mapToObj(i -> layer.low() + (layer.high() - layer.low()) * i / bins)
                    .toList();
            return new Histogram(edges, layer.counts());
        }
    }
}
