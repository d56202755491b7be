package dev.tamis.mlp.optimizer;

/** The optimizers that there are. Their names are those of the API. */
public enum Optimizer {
    SGD(new Sgd()),
    MOMENTUM(new Momentum()),
    NAG(new Nag()),
    ADAGRAD(new AdaGrad()),
    ADAM(new Adam());

    private final UpdateRule rule;

    Optimizer(UpdateRule rule) {
        this.rule = rule;
    }

    /** How it turns gradients into updates. */
    public UpdateRule rule() {
        return rule;
    }
}
