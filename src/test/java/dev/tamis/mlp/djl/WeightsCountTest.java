package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import dev.tamis.mlp.MlpSpec.Architecture;
import dev.tamis.mlp.activation.Activation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsCountTest {

    /** The sums are written out by hand: weights, then biases, or scales and shifts, layer by layer. */
    @ParameterizedTest
    @CsvSource({
        "0, 50, false, 7850", // 784 * 10 + 10
        "1, 7, false, 5575", // 784 * 7 + 7 + 7 * 10 + 10
        "2, 20, false, 16330", // 784 * 20 + 20 + 20 * 20 + 20 + 20 * 10 + 10
        "2, 20, true, 16370", // 784 * 20 + 2 * 20 + 20 * 20 + 2 * 20 + 20 * 10 + 10
        "6, 100, false, 130010", // 784 * 100 + 100 + 5 * (100 * 100 + 100) + 100 * 10 + 10
        "64, 16384, true, 16926539786" // beyond what an int holds
    })
    void itIsWhatOneAddsUpByHand(int layers, int units, boolean batchNorm, long expected) {
        assertThat(new Architecture(layers, units, Activation.RELU, batchNorm).weights(784, 10))
                .isEqualTo(expected);
    }

    /** Under batch norm DJL's linear layers have no bias of their own, as here; its running statistics are not trained. */
    @ParameterizedTest
    @CsvSource({"0, 9, false", "1, 7, false", "3, 12, false", "1, 7, true", "3, 12, true"})
    void itIsWhatDjlCounts(int layers, int units, boolean batchNorm) {
        SequentialBlock network = new SequentialBlock();
        for (int i = 0; i < layers; i++) {
            network.add(Linear.builder().setUnits(units).optBias(!batchNorm).build());
            if (batchNorm) {
                network.add(BatchNorm.builder().build());
            }
        }
        network.add(Linear.builder().setUnits(3).build());
        long counted = 0;
        try (NDManager manager = NDManager.newBaseManager()) {
            network.initialize(manager, DataType.FLOAT32, new Shape(5, 11));
            for (Parameter each : network.getParameters().values()) {
                counted += each.requiresGradient() ? each.getArray().size() : 0;
            }
        }

        assertThat(new Architecture(layers, units, Activation.RELU, batchNorm).weights(11, 3))
                .isEqualTo(counted);
    }
}
