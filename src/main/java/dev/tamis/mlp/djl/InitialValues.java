package dev.tamis.mlp.djl;

import dev.tamis.mlp.Pack.Member;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What a trial starts from, a function of its own spec and seed alone. */
final class InitialValues {

    private InitialValues() {}

    /** The weights of a layer, (inputs, outputs) row by row. Each layer has its own stream of numbers. */
    static float[] weights(Member member, LayerSizes sizes, int layer) {
        int fanIn = sizes.inputs(layer);
        double std = member.spec().initialization().standardDeviation(fanIn);
        RandomGenerator random = member.seed().derive("weights").derive(layer).generator();
        float[] values = new float[fanIn * sizes.outputs(layer)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (std * random.nextGaussian());
        }
        return values;
    }

    /** Biases 0, batch norm's gamma 1 and beta 0, in the order of {@code vectors} in the program. */
    static float[] vectors(LayerSizes sizes) {
        float[] values = new float[sizes.vectors()];
        if (sizes.architecture().batchNorm()) {
            int units = sizes.architecture().hiddenUnits();
            for (int layer = 0; layer < sizes.architecture().hiddenLayers(); layer++) {
                Arrays.fill(values, 2 * layer * units, (2 * layer + 1) * units, 1);
            }
        }
        return values;
    }

    /** Running mean 0 and variance 1 of each hidden layer. */
    static float[] running(LayerSizes sizes) {
        int units = sizes.architecture().hiddenUnits();
        float[] values = new float[2 * sizes.hidden()];
        for (int layer = 0; layer < sizes.architecture().hiddenLayers(); layer++) {
            Arrays.fill(values, (2 * layer + 1) * units, (2 * layer + 2) * units, 1);
        }
        return values;
    }
}
