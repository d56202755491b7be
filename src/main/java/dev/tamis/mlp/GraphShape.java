package dev.tamis.mlp;

import dev.tamis.mlp.optimizer.Optimizer;

/**
 * What two trials must share to train as one graph. Everything else (learning rate, momentum, betas, epsilon, weight decay,
 * dropout rate, initialisation, epochs) may differ within a pack.
 */
public record GraphShape(MlpSpec.Architecture architecture, Optimizer optimizer, int batchSize) {

    public static GraphShape of(MlpSpec spec) {
        return new GraphShape(
                spec.architecture(), spec.optimizer().kind(), spec.schedule().batchSize());
    }
}
