package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mlp.ActivationHistogram;
import dev.tamis.mlp.ActivationStudy;
import dev.tamis.mlp.Initializer;
import dev.tamis.mlp.MlpSpec.Initialization;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.space.Seed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What section 6.2 of Deep Learning from Scratch says, for several seeds. */
class ActivationDistributionTest {

    private static final TorchAnalyses ANALYSES = new TorchAnalyses(new Torch());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sigmoidWithLargeWeightsPilesUpAtBothEnds(long seed) {
        ActivationHistogram last =
                layers(Activation.SIGMOID, Initializer.NORMAL, 1, seed).get(4);
        assertThat(last.saturated()).isGreaterThan(0.5);
        assertThat(last.counts().get(0)).isGreaterThan(5 * last.counts().get(15));
        assertThat(last.counts().get(29)).isGreaterThan(5 * last.counts().get(15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sigmoidWithSmallWeightsClustersAtOneHalf(long seed) {
        ActivationHistogram last =
                layers(Activation.SIGMOID, Initializer.NORMAL, 0.01, seed).get(4);
        assertThat(last.mean()).isBetween(0.48, 0.52);
        assertThat(last.std()).isLessThan(0.03);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sigmoidWithXavierSpreads(long seed) {
        List<ActivationHistogram> xavier = layers(Activation.SIGMOID, Initializer.XAVIER, 0, seed);
        List<ActivationHistogram> small = layers(Activation.SIGMOID, Initializer.NORMAL, 0.01, seed);
        assertThat(xavier.get(4).std()).isGreaterThan(4 * small.get(4).std());
        assertThat(xavier.get(4).saturated()).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reluDiesWithSmallWeightsShrinksWithXavierAndStaysLevelWithHe(long seed) {
        List<ActivationHistogram> small = layers(Activation.RELU, Initializer.NORMAL, 0.01, seed);
        List<ActivationHistogram> xavier = layers(Activation.RELU, Initializer.XAVIER, 0, seed);
        List<ActivationHistogram> he = layers(Activation.RELU, Initializer.HE, 0, seed);
        assertThat(small.get(4).std()).isLessThan(1e-3);
        assertThat(xavier.get(4).std())
                .isBetween(0.02 * xavier.get(0).std(), 0.6 * xavier.get(0).std());
        assertThat(he.get(4).std()).isGreaterThan(0.6 * he.get(0).std());
    }

    private static List<ActivationHistogram> layers(
            Activation activation, Initializer initializer, double std, long seed) {
        List<ActivationHistogram> layers = ANALYSES.activationDistribution(new ActivationStudy(
                new ActivationStudy.Size(5, 100, 1_000),
                activation,
                new Initialization(initializer, std),
                30,
                new Seed(seed)));
        assertThat(layers)
                .hasSize(5)
                .allSatisfy(layer -> assertThat(layer.counts().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(100_000));
        return layers;
    }
}
