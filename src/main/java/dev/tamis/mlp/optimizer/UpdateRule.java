package dev.tamis.mlp.optimizer;

import java.util.List;

/** The rule that turns gradients into updates of the weights. Knows nothing but itself: one instance serves all. */
public interface UpdateRule {

    /** What it does, in one phrase. */
    String meaning();

    /**
     * Names of the hyperparameters that it reads beside learning rate and weight decay, such as {@code momentum}. Its code has each as a
     * number of that name.
     */
    List<String> coefficients();

    /** What it remembers of each weight. */
    Memory memory();

    /**
     * Whether its update is linear in the gradient. Then the learning rate goes into the gradient of the loss, once, and the first
     * layer may train in dual form ({@link dev.tamis.mlp.DualForm}).
     */
    boolean isLinear();

    /** What it does. */
    Code code();
}
